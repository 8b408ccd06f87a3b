import Testing

/// A named change of a healthy scene, and all that it must raise: nothing else may be raised.
struct SceneCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var raises: [String]
    var change: @Sendable (inout Scene) -> Void

    init(_ name: String, _ raises: [String], _ change: @escaping @Sendable (inout Scene) -> Void) {
        self.testDescription = name
        self.raises = raises.sorted()
        self.change = change
    }

    var scene: Scene {
        var scene = Scene()
        self.change(&scene)
        return scene
    }
}
