package relay.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the protocol scripts of {@code src/test/resources/scripts}.
 *
 * <p>{@code SET key=value} before the talk are settings. {@code C: } sends a line, {@code C+ }
 * sends it together with the next one in one packet, {@code C- } sends octets without a line end
 * ({@code \r \n \0 \xHH} are escapes in all three). {@code S: } expects a reply that begins like
 * this, its lines joined by {@code |}; {@code S! } expects that the EHLO reply lacks this. {@code
 * TLS} shakes hands, {@code CLOSED} expects the end, {@code MAILS n} that n mails were taken,
 * {@code CONTENT } the last one's octets.
 */
class ScriptTest {
  static Stream<Path> scripts() throws IOException {
    try (var files = Files.list(Path.of("src/test/resources/scripts"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void shouldTalkAsTheScriptSays(Path script) throws IOException {
    List<String> settings = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (String line : Files.readAllLines(script)) {
      if (line.startsWith("SET ")) {
        settings.addAll(List.of(line.substring(4).split("=", 2)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        steps.add(line);
      }
    }
    try (var adapter = RunningAdapter.with(settings.toArray(String[]::new))) {
      play(steps, adapter, script);
    }
  }

  private static void play(List<String> steps, RunningAdapter adapter, Path script)
      throws IOException {
    String listener = adapter.listeners().names().iterator().next();
    StringBuilder packet = new StringBuilder();
    String heard = "";
    try (Talk talk = adapter.talk(listener)) {
      for (int i = 0; i < steps.size(); i++) {
        String step = steps.get(i);
        String where = script.getFileName() + " step " + (i + 1) + ": " + step;
        String text = step.length() > 3 ? unescape(step.substring(3)) : "";
        if (step.startsWith("C: ") || step.equals("C:")) {
          talk.say(packet + text + "\r\n");
          packet.setLength(0);
        } else if (step.startsWith("C+ ") || step.equals("C+")) {
          packet.append(text).append("\r\n");
        } else if (step.startsWith("C- ")) {
          talk.say(packet + text);
          packet.setLength(0);
        } else if (step.startsWith("S: ")) {
          heard = talk.hear().replace('\n', '|');
          assertThat(heard).as(where).startsWith(text);
        } else if (step.startsWith("S! ")) {
          assertThat(heard).as(where).doesNotContain(text);
        } else if (step.startsWith("S~ ")) {
          assertThat(heard).as(where).contains(text);
        } else {
          check(step, where, talk, adapter);
        }
      }
    }
  }

  private static void check(String step, String where, Talk talk, RunningAdapter adapter)
      throws IOException {
    if (step.equals("TLS")) {
      talk.encrypt();
    } else if (step.equals("CLOSED")) {
      assertThat(talk.isOver()).as(where).isTrue();
    } else if (step.startsWith("MAILS ")) {
      int expected = Integer.parseInt(step.substring(6));
      assertThat(adapter.application.mails).as(where).hasSize(expected);
    } else if (step.startsWith("CONTENT ")) {
      var mails = adapter.application.mails;
      String expected = unescape(step.substring(8));
      assertThat(mails.get(mails.size() - 1).text()).as(where).isEqualTo(expected);
    } else {
      throw new AssertionError("not a step: " + where);
    }
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      i++;
      switch (text.charAt(i)) {
        case 'r' -> plain.append('\r');
        case 'n' -> plain.append('\n');
        case '0' -> plain.append('\0');
        case 'x' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }
}
