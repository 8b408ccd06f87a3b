/// One OneBot API call to a bot. Sent as given: neither action nor parameters are judged here.
package struct CallRequest: Equatable, Sendable {
    package var selfID: String
    package var action: String
    /// One JSON object as text, passed on byte for byte.
    package var parameters: [UInt8]

    package init(selfID: String, action: String, parameters: [UInt8] = Array("{}".utf8)) {
        self.selfID = selfID
        self.action = action
        self.parameters = parameters
    }
}
