import Glibc

/// Why a file of NapCat could not be read or written. Nothing of what is in the file is ever part of it.
package enum NapCatFileProblem: Error, Equatable, Sendable {
    /// The data folder holds no configuration of NapCat.
    case folderMissing
    case fileMissing(String)
    /// No JSON5, or not of the shape that NapCat takes; both count from 1.
    case broken(String, line: Int, column: Int)
    /// By `errno`; EISDIR for a folder and EINVAL for a pipe, a socket or a device.
    case unreadable(String, errno: Int32)
    /// It, or the folder it is in, cannot be written, or not without giving it to another owner.
    case readOnly(String)
    /// It is no longer what was read.
    case changedMeanwhile(String)
    case tooLarge(String)
    case noSpace(String)

    /// - Parameter errno: Of what was asked of the file at `path`.
    init(_ path: String, errno: Int32) {
        switch errno {
        case ENOENT, ENOTDIR: self = .fileMissing(path)
        // A file that is a mount point of its own (EBUSY) cannot be replaced either.
        case EROFS, EBUSY: self = .readOnly(path)
        case ENOSPC, EDQUOT: self = .noSpace(path)
        default: self = .unreadable(path, errno: errno)
        }
    }

    init(_ path: String, _ problem: JSON5Problem) {
        switch problem {
        case .broken(let line, let column): self = .broken(path, line: line, column: column)
        case .tooLarge: self = .tooLarge(path)
        // What is changed was found in the text before; a text without it is not the one that was meant.
        case .noSuchPlace: self = .changedMeanwhile(path)
        }
    }
}
