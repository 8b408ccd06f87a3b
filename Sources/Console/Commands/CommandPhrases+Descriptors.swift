extension CommandPhrases {
    /// Why the console does not serve where the system gives it too few file descriptors, and what to do.
    func tooFewDescriptors(_ count: Int, needed: Int) -> String {
        self.say(
            "The system allows this process \(count) file descriptors, and the console needs \(needed) at least. Raise "
                + "the limit (ulimit -n 1024, LimitNOFILE=1024 in the service, --ulimit nofile=1024 of a container) and "
                + "start it again.",
            zh: "系统只允许本进程打开 \(count) 个文件描述符，控制台至少需要 \(needed) 个。"
                + "请调高限制（ulimit -n 1024、服务中的 LimitNOFILE=1024、或容器的 --ulimit nofile=1024）后重新启动。"
        )
    }
}
