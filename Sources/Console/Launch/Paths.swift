import Glibc

/// Paths and folders by system calls.
enum Paths {
    /// `path` from the root on; `~/` is the home folder, for options that no shell has expanded (`--config=~/x`).
    static func absolute(_ path: String, _ environment: [String: String]) -> String {
        if path.hasPrefix("/") { return path }
        if path == "~" || path.hasPrefix("~/"), let home = environment["HOME"], home.hasPrefix("/") {
            return home + path.dropFirst()
        }
        guard let current = getcwd(nil, 0) else { return path }
        defer { free(current) }
        let folder = String(cString: current)
        return folder == "/" ? "/" + path : folder + "/" + path
    }

    /// `path` for people: what lies in the home folder begins with `~`.
    static func shown(_ path: String, _ environment: [String: String]) -> String {
        guard let home = environment["HOME"], home.hasPrefix("/"), home != "/", path.hasPrefix(home + "/") else {
            return path
        }
        return "~" + path.dropFirst(home.count)
    }

    /// `path` without symbolic links; nil leaves the cause in errno.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Makes a folder and those above it that are missing, all with mode 0700 (XDG base directory specification).
    static func makeFolders(_ path: String) throws(StateFolderProblem) {
        var partial = ""
        for part in path.split(separator: "/") {
            partial += "/" + part
            if mkdir(partial, 0o700) != 0, errno != EEXIST {
                // A folder above that we may not write to is no obstacle as long as it is there.
                let problem = errno
                guard FileFacts(path: partial) != nil else { throw .system(path: partial, errno: problem) }
            }
        }
    }

    /// The names in a folder, without `.` and `..`; nil when it cannot be read.
    static func names(in folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
