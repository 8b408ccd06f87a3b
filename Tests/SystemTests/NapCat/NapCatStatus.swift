import Foundation
import Testing

/// The part of `napcat status --json` that tests look at.
struct NapCatStatus: Decodable {
    struct WebUI: Decodable {
        let url: String
        let state: String?
    }

    struct Step: Decodable {
        let id: String
        let state: String
        let evidence: String
        let explanation: String
    }

    let webui: WebUI
    let version: String?
    let address: String?
    let steps: [Step]
    let connected: Bool
    let trouble: String?

    /// `done`, `warning`, `failed`, `waiting`.
    func state(_ id: String) -> String? { self.steps.first { $0.id == id }?.state }

    /// The first step that is not done.
    var first: Step? { self.steps.first { $0.state == "failed" || $0.state == "waiting" } }
}

extension ConsoleHome {
    /// The settings of a console beside a NapCat.
    ///
    /// - Parameter token: Of its WebUI, where the settings have one.
    static func settings(
        beside napcat: NapCatProcess,
        dataFolder: Bool = true,
        webUI: String? = nil,
        token: String? = nil
    ) -> String {
        """
        endpoint: { host: 127.0.0.1, port: 0 }
        napcat:
          webui_url: "\(webUI ?? "http://127.0.0.1:\(napcat.port)/webui")"
          data_dir: "\(dataFolder ? napcat.folder : "")"
          token: "\(token ?? "")"

        """
    }

    func napCat() async throws -> NapCatStatus {
        let result = try await self.run("napcat", "status", "--json")
        try #require(result.exit == 0, "\(result.errors)")
        return try JSONDecoder().decode(NapCatStatus.self, from: Data(result.output.utf8))
    }
}
