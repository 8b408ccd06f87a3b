import Glibc

/// What kind of machine this is, as far as it changes advice (NET-08, NET-10).
package struct Platform: Equatable, Sendable {
    /// Whose data centre a machine says it stands in.
    package enum Cloud: String, Sendable, CaseIterable {
        case alibaba
        case tencent
        case huawei
        case baidu
        case amazon
        case google
        case microsoft
        case oracle
        case digitalOcean
        case hetzner
        case vultr
        case linode
        case scaleway
        case upCloud
    }

    package enum Windows: String, Sendable {
        /// Version 1 of the Windows subsystem has no kernel of Linux's.
        case first
        case second
    }

    /// Nil outside of the Windows subsystem for Linux.
    package var windows: Windows?
    /// Nil when the machine says none that we know: it may be one all the same.
    package var cloud: Cloud?
    /// The vendor and product as the machine names them, as "QEMU Standard PC"; nil when it does not.
    package var hardware: String?
    /// As "6.1.0-18-amd64"; nil when the kernel does not tell.
    package var kernel: String?

    package init(windows: Windows? = nil, cloud: Cloud? = nil, hardware: String? = nil, kernel: String? = nil) {
        self.windows = windows
        self.cloud = cloud
        self.hardware = hardware
        self.kernel = kernel
    }

    /// Reads five small files.
    package static func current(folders: HostFolders = HostFolders()) -> Platform {
        let identity = "\(folders.system)/class/dmi/id"
        let vendor = Self.name("\(identity)/sys_vendor")
        let product = Self.name("\(identity)/product_name")
        let hardware = [vendor, product].compactMap(\.self).joined(separator: " ")
        return Platform(
            windows: ProcFile.line("\(folders.process)/version").flatMap(Self.windows(version:)),
            cloud: Self.cloud(
                vendor: vendor ?? "",
                product: product ?? "",
                tag: Self.name("\(identity)/chassis_asset_tag") ?? ""
            ),
            hardware: hardware.isEmpty ? nil : hardware,
            kernel: Self.name("\(folders.process)/sys/kernel/osrelease")
        )
    }

    static func windows(version: String) -> Windows? {
        let version = version.lowercased()
        guard version.contains("microsoft") else { return nil }
        // "4.4.0-19041-Microsoft" against "5.15.90.1-microsoft-standard-WSL2".
        return version.contains("wsl2") || version.contains("microsoft-standard") ? .second : .first
    }

    /// By the same strings that cloud-init's ds-identify goes by.
    static func cloud(vendor: String, product: String, tag: String) -> Cloud? {
        switch (vendor, product, tag) {
        case (_, _, "7783-7084-3265-9085-8269-3286-77"): .microsoft
        case (_, _, "OracleCloud.com"): .oracle
        case (_, _, "HUAWEICLOUD"): .huawei
        // Chromebooks have the same vendor.
        case (_, "Google Compute Engine", _): .google
        case ("Alibaba Cloud", _, _), (_, "Alibaba Cloud ECS", _): .alibaba
        case ("Tencent Cloud", _, _): .tencent
        case ("Huawei Cloud", _, _), ("HUAWEICLOUD", _, _): .huawei
        case ("Baidu Cloud", _, _), ("Baidu", _, _): .baidu
        case ("Amazon EC2", _, _), (_, _, "Amazon EC2"): .amazon
        case ("DigitalOcean", _, _): .digitalOcean
        case ("Hetzner", _, _): .hetzner
        case ("Vultr", _, _): .vultr
        case ("Linode", _, _), ("Akamai", _, _): .linode
        case ("Scaleway", _, _): .scaleway
        case ("UpCloud", _, _): .upCloud
        default: nil
        }
    }

    private static func name(_ path: String) -> String? {
        ProcFile.line(path, limit: 256)
    }
}
