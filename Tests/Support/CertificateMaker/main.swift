import CertificateMaking
import Foundation
import OneBot

// CertificateMaker FROM UNTIL NAME...: prints a self-signed certificate and its key, valid between two times in seconds
// since 1970. A program of its own, for the reason that `CertificateMaking` is a module of its own.
let words = CommandLine.arguments.dropFirst()
guard words.count > 2, let from = words.first.flatMap({ Double($0) }),
    let until = words.dropFirst().first.flatMap({ Double($0) })
else {
    FileHandle.standardError.write(Data("usage: CertificateMaker FROM UNTIL NAME...\n".utf8))
    exit(64)
}
let made = try SelfSignedCertificate(
    names: Array(words.dropFirst(2)),
    validFrom: Date(timeIntervalSince1970: from),
    validUntil: Date(timeIntervalSince1970: until)
)
print(made.certificate + made.privateKey.exposed)
