import OneBot
import Testing

@Suite struct JSONSliceTests {
    @Test(arguments: [
        (#"{"data":{"a":1.0}}"#, #"{"a":1.0}"#), (#" { "x":[{"data":1}] , "data" : -1e+2 } "#, "-1e+2"),
        (#"{"data":1,"data":"a\"}\/"}"#, #""a\"}\/""#), (#"{"data": [ 1 , {} ]}"#, "[ 1 , {} ]"),
        (#"{"data":null}"#, "null"),
    ])
    func takesAMemberAsItStands(_ text: String, _ member: String) {
        #expect(JSONSlice.member("data", of: Array(text.utf8)) == Array(member.utf8))
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"date":1}"#, #"["data",1]"#, #"{"x":{"data":1}}"#, #"{"data":1"#, #"{"data":"#, #"{"data""#,
        #"{"data":{"a":1}"#, #"{"data":"x}"#, #"{"data":}"#, "{",
    ])
    func findsNone(_ text: String) {
        #expect(JSONSlice.member("data", of: Array(text.utf8)) == nil)
    }
}
