package relay.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a person; what is secret is not shown while it is typed. Without a terminal: lines. */
interface Prompt {
  /** The answer in one line; empty text when there is none. */
  String line(String question);

  /** The same without an echo. */
  String secret(String question);

  /** Of this process. */
  static Prompt of(InputStream in) {
    return Optional.ofNullable(System.console())
        .map(Prompt::ofTerminal)
        .orElseGet(() -> ofLines(in));
  }

  private static Prompt ofTerminal(Console terminal) {
    return new Prompt() {
      @Override
      public String line(String question) {
        return text(terminal.readLine("%s: ", question));
      }

      @Override
      public String secret(String question) {
        char[] typed = terminal.readPassword("%s: ", question);
        return typed == null ? "" : new String(typed);
      }
    };
  }

  /** One line of the input for each question, in their order. */
  static Prompt ofLines(InputStream in) {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    return new Prompt() {
      @Override
      public String line(String question) {
        try {
          return text(reader.readLine());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public String secret(String question) {
        return line(question);
      }
    };
  }

  private static String text(String line) {
    return line == null ? "" : line.strip();
  }
}
