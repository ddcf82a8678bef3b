import Testing

@testable import Notebook

/// What a paste stands for.
@Suite struct PasteTests {
  @Test(arguments: [
    // Python's prompts.
    (">>> x = 1\n>>> x\n1\n", "x = 1\nx"),
    (">>> def f():\n...     return 1\n...\n>>> f()\n1", "def f():\n    return 1\n\nf()"),
    (">>> def f():\n...     return 1\n... \n>>> f()", "def f():\n    return 1\n\nf()"),
    (">>> if x:\n...   y\n...\nshown\n...\n>>> z", "if x:\n  y\n\nz"),
    ("\n  >>> x = 1\n  1\n  >>> y\n", "x = 1\ny"), (">>>\n>>> x", "\nx"),
    // IPython's.
    ("In [1]: x = 1\n\nIn [2]: x\nOut[2]: 1\n", "x = 1\nx"),
    (
      "In [12]: def f():\n    ...:     return 1\n    ...: \n\nIn [13]: f()",
      "def f():\n    return 1\n\nf()"
    ),
    // Ours.
    ("[1]> x = 1\n[2]> x\n1", "x = 1\nx"),
    ("[1]> for i in x:\n ...     i\n ...\n1\n[2] rec> y", "for i in x:\n    i\n\ny"),
    ("[9] rec once 2> x\n[10] paused> y", "x\ny"),
    // Other text.
    ("x = 1", "x = 1"), ("  + 3", "  + 3"), ("    x = 1\n    y = 2\n", "x = 1\ny = 2\n"),
    ("    if x:\n\n        y\n", "if x:\n\n    y\n"), ("\tif x:\n\t\ty", "if x:\n\ty"),
    ("x = 1\n>>> y", "x = 1\n>>> y"), ("[1, 2]\n[3]", "[1, 2]\n[3]"), ("[1] > 2", "[1] > 2"),
    ("", ""), ("x\r\n", "x\r\n"), ("[x] rec> 1", "[x] rec> 1"), ("x\n\n", "x\n\n"),
  ])
  func aPasteGivesItsInput(_ paste: String, _ input: String) {
    #expect(Assistance.input(ofPaste: paste) == input)
  }

  @Test func everyPromptOfTheNotebookIsKnown() {
    for number in [1, 12, 345] {
      for recording in [nil, .persistent, .once, .paused] as [PromptState.Recording?] {
        for tapes in [0, 1, 3] {
          let state = PromptState(entryNumber: number, recording: recording, openTapes: tapes)
          let paste = state.text + "if x:\n" + state.continuationText + "  y\nshown"
          #expect(Assistance.input(ofPaste: paste) == "if x:\n  y", "\(state.text)")
        }
      }
    }
  }
}
