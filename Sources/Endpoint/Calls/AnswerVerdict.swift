import OneBot

/// Whether a call was carried out, told from the outermost values of the answer alone: answers may be megabytes.
struct AnswerVerdict: Equatable {
    var succeeded: Bool
    var retcode: Int64?

    /// `status` counts first (`ok` and `async` are success); where it is missing, `retcode` does (0 and 1 are).
    init(_ bytes: UnsafeRawBufferPointer, _ envelope: Envelope) {
        self.retcode = envelope.retcode
        guard let status = envelope.status, status.upperBound <= bytes.count else {
            self.succeeded = envelope.retcode == 0 || envelope.retcode == 1
            return
        }
        let text = bytes[status]
        self.succeeded = text.elementsEqual(#""ok""#.utf8) || text.elementsEqual(#""async""#.utf8)
    }
}
