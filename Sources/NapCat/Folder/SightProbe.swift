import Foundation
import Glibc
package import OneBot

/// Finds out whether bot and console see the same folders, where no engine tells: the bot is asked to write a small file
/// into its own folder, by NapCat's action `download_file`, and the file is looked for here.
package struct SightProbe: Equatable, Sendable {
    package static let action = "download_file"

    package enum Way: Equatable, Sendable {
        /// Under the path that the bot gave: it lives where we live, or has the folder mounted under the same path.
        case same
        /// Where the container's mounts lead to.
        case mounts
        /// Where Nekro Agent's own mounts lead to, below the data folder.
        case nekro
    }

    package struct Candidate: Equatable, Sendable {
        package var path: String
        package var way: Way

        package init(path: String, way: Way) {
            self.path = path
            self.way = way
        }
    }

    /// What the file is to hold; nobody else can know it.
    let nonce: String

    package init() {
        var generator = SystemRandomNumberGenerator()
        self.nonce = (0..<4).map { _ in String(generator.next(), radix: 36) }.joined(separator: "-")
    }

    /// For the action: the file's contents and its name.
    package var params: JSONValue {
        .object([
            JSONMember("base64", .string(Self.base64(self.content))),
            JSONMember("name", .string("onebot-console-probe-\(self.nonce.prefix(8)).txt")),
        ])
    }

    /// The path that the bot wrote, on its side; nil when its answer has none.
    package static func answered(_ data: JSONValue) -> String? {
        data["file"]?.string.flatMap(FileReference.path)
    }

    /// Where the file may be here, each place once.
    package static func candidates(for answered: String, mounts: PathMap?, dataFolder: String?) -> [Candidate] {
        let folder = dataFolder.flatMap(PathMap.normalised)
        let places: [(String?, Way)] = [
            (PathMap.normalised(answered), .same),
            (mounts?.here(answered), .mounts),
            (folder.flatMap { PathMap.nekro(dataFolder: $0).here(answered) }, .nekro),
        ]
        var candidates: [Candidate] = []
        for case (let path?, let way) in places where !candidates.contains(where: { $0.path == path }) {
            candidates.append(Candidate(path: path, way: way))
        }
        return candidates
    }

    /// The place where the bot's file lies, known by its contents; it is removed there. Nothing else is touched,
    /// whatever path the bot gave.
    ///
    /// Blocks, on a network file system that does not answer for ever: call it on a thread that nobody waits for.
    ///
    /// - Returns: nil when it is at none of them.
    package func find(_ candidates: [Candidate]) -> Candidate? {
        candidates.first { self.take($0.path) }
    }

    private var content: [UInt8] { Array("onebot-console probe \(self.nonce)\n".utf8) }

    /// Whether the file is the one; then it is gone.
    private func take(_ path: String) -> Bool {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), !path.utf8.contains(0) else { return false }
        let name = String(path[path.utf8.index(after: slash)...])
        // The folder is held, so that it cannot become another one between the look and the removal.
        let folder = open(String(path[...slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var facts = stat()
        let expected = self.content
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size == expected.count,
            SmallFile.bytes(file, limit: expected.count + 1) == expected
        else { return false }
        // It was seen; where it may not be removed, the bot's own tidying has to do.
        unlinkat(folder, name, 0)
        return true
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
