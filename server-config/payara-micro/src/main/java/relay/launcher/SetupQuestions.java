package relay.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.function.UnaryOperator;

/** What the first run wants to know: from an option, else from whoever sits there. */
final class SetupQuestions {
  private static final int TRIES_MAX = 5;
  private final Arguments arguments;
  private final BufferedReader answers;
  private final boolean isTerminal;
  private final Console console;

  SetupQuestions(Arguments arguments, InputStream in, boolean isTerminal, Console console) {
    this.arguments = arguments;
    this.answers = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    this.isTerminal = isTerminal;
    this.console = console;
  }

  /**
   * The option, else the answer to a question, else what is usual. A wrong answer is told and asked
   * for again; a wrong option ends it.
   *
   * @param usual empty where there is nothing usual
   * @param reader the answer as it is kept; refuses a wrong one
   */
  String given(String option, String question, String usual, UnaryOperator<String> reader) {
    if (arguments.option(option).isPresent()) {
      return reader.apply(arguments.option(option).get());
    }
    if (!isTerminal) {
      if (usual.isEmpty()) {
        throw new Refusal(Refusal.USAGE, option + " must be given where nobody can be asked");
      }
      return reader.apply(usual);
    }
    Refusal last = null;
    for (int i = 0; i < TRIES_MAX; i++) {
      String answer = answer(option, question, usual);
      try {
        return reader.apply(answer);
      } catch (Refusal e) {
        last = e;
        console.say("  " + e.getMessage());
      }
    }
    throw last;
  }

  private String answer(String option, String question, String usual) {
    console.out().print(question + (usual.isEmpty() ? "" : " [" + usual + "]") + " ");
    console.out().flush();
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new Refusal(Refusal.USAGE, "no answer; " + option + " takes its place");
      }
      return answer.isBlank() ? usual : answer.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
