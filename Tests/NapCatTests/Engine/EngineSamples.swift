/// Answers in the shape of Docker's and Podman's, cut down to what is read and some of what is not.
enum EngineSamples {
    static let dockerID = "4f66ad9a0b2e8c1d7f0e6a5b4c3d2e1f00112233445566778899aabbccddeeff"
    static let podmanID = "aa11bb22cc33dd44ee55ff6600112233445566778899aabbccddeeff00112233"
    static let ownID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

    static let dockerList = """
        [{"Id":"9999999999999999999999999999999999999999999999999999999999999999","Names":["/nekro_postgres"],
          "Image":"postgres:14","ImageID":"sha256:11","Command":"docker-entrypoint.sh postgres","Created":1714550000,
          "Ports":[],"Labels":{},"State":"running","Status":"Up 2 hours","HostConfig":{"NetworkMode":"nekro_network"},
          "NetworkSettings":{"Networks":{}},"Mounts":[]},
         {"Id":"\(dockerID)","Names":["/nekro_agent/bot","/nekro_napcat"],"Image":"mlikiowa/napcat-docker",
          "ImageID":"sha256:22","Command":"bash entrypoint.sh","Created":1714550001,
          "Ports":[{"IP":"0.0.0.0","PrivatePort":6099,"PublicPort":6099,"Type":"tcp"}],
          "Labels":{"com.docker.compose.project":"nekro","com.docker.compose.service":"nekro_napcat"},
          "State":"running","Status":"Up 2 hours"}]
        """

    static let dockerDetails = """
        {"Id":"\(dockerID)","Created":"2024-05-01T08:00:00.1Z","Path":"bash","Args":["entrypoint.sh"],
         "State":{"Status":"running","Running":true,"Paused":false,"Restarting":false,"OOMKilled":false,"Dead":false,
          "Pid":4321,"ExitCode":0,"Error":"","StartedAt":"2024-05-01T08:00:01.123456789Z",
          "FinishedAt":"0001-01-01T00:00:00Z"},
         "Image":"sha256:2222","Name":"/nekro_napcat","RestartCount":2,"Driver":"overlay2","Platform":"linux",
         "HostConfig":{"Binds":["/srv/nekro:/app/nekro_agent_data"],"NetworkMode":"nekro_network",
          "PortBindings":{"6099/tcp":[{"HostIp":"","HostPort":"6099"}]}},
         "Mounts":[{"Type":"bind","Source":"/srv/nekro","Destination":"/app/nekro_agent_data","Mode":"","RW":true,
           "Propagation":"rprivate"},
          {"Type":"bind","Source":"/srv/nekro/napcat_data/QQ","Destination":"/app/.config/QQ","Mode":"ro","RW":false},
          {"Type":"volume","Name":"plugins","Source":"/var/lib/docker/volumes/plugins/_data",
           "Destination":"/app/napcat/plugins/","Driver":"local","Mode":"z","RW":true,"Propagation":""},
          {"Type":"tmpfs","Source":"","Destination":"/tmp","Mode":"","RW":true,"Propagation":""}],
         "Config":{"Hostname":"4f66ad9a0b2e","Image":"mlikiowa/napcat-docker",
          "Env":["WEBUI_TOKEN=hidden-in-here","NAPCAT_UID=0"],
          "Labels":{"com.docker.compose.service":"nekro_napcat"},"Tty":false},
         "NetworkSettings":{"Bridge":"","Gateway":"","IPAddress":"",
          "Ports":{"6099/tcp":[{"HostIp":"0.0.0.0","HostPort":"6099"},{"HostIp":"::","HostPort":"6099"}],
           "3000/tcp":null,"3001/udp":[]},
          "Networks":{
           "a_six":{"Aliases":null,"Gateway":"","IPAddress":"","IPv6Gateway":"fd00::1","GlobalIPv6Address":"fd00::2"},
           "nekro_network":{"Aliases":["nekro_napcat","nekro_napcat"],"NetworkID":"77","Gateway":"172.20.0.1",
            "IPAddress":"172.20.0.5","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"",
            "DNSNames":["nekro_napcat","4f66ad9a0b2e"]}}}}
        """

    static let podmanList = """
        [{"Id":"\(podmanID)","Names":["/napcat"],"Image":"docker.io/mlikiowa/napcat-docker:latest",
          "ImageID":"sha256:33","Command":"bash entrypoint.sh","Created":1714550001,"Ports":[],"SizeRw":null,
          "Labels":null,"State":"running","Status":"Up 3 minutes","NetworkSettings":{"Networks":null},"Mounts":null}]
        """

    static let podmanDetails = """
        {"Id":"\(podmanID)","Created":"2024-05-01T16:00:00.123456789+08:00",
         "State":{"Status":"running","Running":true,"Pid":99,"StartedAt":"2024-05-01T16:00:01.5+08:00",
          "FinishedAt":"0001-01-01T00:00:00Z"},
         "Image":"sha256:33","Name":"napcat","HostConfig":{"NetworkMode":"slirp4netns"},
         "Mounts":[{"Type":"bind","Source":"/home/bot/napcat/config","Destination":"/app/napcat/config","RW":true}],
         "Config":{"Hostname":"aa11bb22cc33","Image":"docker.io/mlikiowa/napcat-docker:latest","Labels":null},
         "NetworkSettings":{"Ports":{"6099/tcp":[{"HostIp":"","HostPort":"6100"}]},"Networks":null}}
        """

    /// Our own container in the network of Docker's sample.
    static let ownDetails = """
        {"Id":"\(ownID)","Name":"/nekro-console-1","State":{"Status":"running"},
         "HostConfig":{"NetworkMode":"nekro_network"},
         "Config":{"Hostname":"0123456789ab","Labels":{"com.docker.compose.service":"console"}},
         "NetworkSettings":{"Networks":{"bridge":{"IPAddress":"172.17.0.9","Gateway":"172.17.0.1"},
          "nekro_network":{"IPAddress":"172.20.0.9","Gateway":"172.20.0.1","Aliases":["nekro-console-1","console"]}}}}
        """

    /// One frame of a log without a terminal.
    static func frame(_ stream: UInt8, _ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        let length = UInt32(bytes.count)
        return [stream, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) } + bytes
    }
}
