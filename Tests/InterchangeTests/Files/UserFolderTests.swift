import Testing

@testable import Interchange

@Suite struct UserFolderTests {
  private func environment(
    _ variables: [String: String], accountHome: String? = nil
  ) -> UserEnvironment {
    UserEnvironment(variable: { variables[$0] }, accountHome: { accountHome })
  }

  @Test func theVariablesNameTheFolders() throws {
    let user = environment([
      "HOME": "/h", "XDG_STATE_HOME": "/var/state", "XDG_CONFIG_HOME": "/etc/mine",
    ])
    #expect(try UserFolder.state.path(in: user) == "/var/state/tapebook")
    #expect(try UserFolder.configuration.path(in: user) == "/etc/mine/tapebook")
  }

  @Test(arguments: ["", "state", "~/state", "./state"])
  func whatIsNoAbsolutePathIsIgnored(_ value: String) throws {
    let user = environment(["HOME": "/h", "XDG_STATE_HOME": value, "XDG_CONFIG_HOME": value])
    #expect(try UserFolder.state.path(in: user) == "/h/.local/state/tapebook")
    #expect(try UserFolder.configuration.path(in: user) == "/h/.config/tapebook")
  }

  @Test(arguments: [[:], ["HOME": ""], ["HOME": "h"]])
  func theAccountHasAHomeWhereTheEnvironmentHasNone(_ variables: [String: String]) throws {
    let user = environment(variables, accountHome: "/home/ada")
    #expect(try UserFolder.state.path(in: user) == "/home/ada/.local/state/tapebook")
  }

  @Test func aUserWithoutAHomeIsToldWhatToSet() {
    do throws(MissingUserFolder) {
      _ = try UserFolder.state.path(in: environment([:]))
      Issue.record("there is no home")
    } catch {
      #expect(error.message == "there is no home folder: set HOME or XDG_STATE_HOME")
    }
  }

  @Test func theAccountOfThisProcessHasAHome() {
    #expect(UserEnvironment.process.accountHome()?.hasPrefix("/") == true)
  }
}
