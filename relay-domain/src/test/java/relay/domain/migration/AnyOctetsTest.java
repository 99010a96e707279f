package relay.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Files come from anywhere: whatever is in them gives a table or a refusal that names a line. */
class AnyOctetsTest {
  private static final String SHAPING =
      """
      ["default"]
      connection_limit = 10 # comment
      max_message_rate = "1,000/hr,max_burst=3"
      [provider."google"]
      match=[{MXSuffix=".google.com"}, {HostName="mx.example"}]
      provider_connection_limit = 0x1F
      [provider.google.sources."ip-1"]
      max_connection_rate = '10/min'
      [["a.example".automation]]
      regex = ['^4\\d+', "x\\u00e9"]
      action = {SetConfig={name="max_message_rate", value="1/h"}}
      [other]
      since = 1979-05-27 07:32:00Z
      text = \"""
        many \\
        lines\"""
      """;
  private static final String TRANSPORT =
      """
      # comment
      a.example    smtp:[h.example]:25, [ipv6:2001:db8::1]
      .b.example   lmtp:inet:127.0.0.1:24
        , other.example
      ann@c.example :
      *            relay:partner.example
      """;

  @Test
  void shouldTableOrRefuseRandomOctets() {
    Chance.rounds(
        120,
        random -> {
          byte[] octets = new byte[random.nextInt(300)];
          random.nextBytes(octets);

          everyReader(new String(octets, StandardCharsets.UTF_8));
          everyReader(new String(octets, StandardCharsets.ISO_8859_1));
        });
  }

  @Test
  void shouldTableOrRefuseFilesThatWereDamaged() {
    Chance.rounds(
        120,
        random -> {
          everyReader(damaged(SHAPING, random));
          everyReader(damaged(TRANSPORT, random));
        });
  }

  @Test
  void shouldTableOrRefuseEveryBeginningOfAFile() {
    for (int end = 0; end <= SHAPING.length(); end += 2) {
      everyReader(SHAPING.substring(0, end));
    }
    assertThat(ShapingImport.read(SHAPING).lines()).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\\",
        "=",
        ".",
        ",",
        "#",
        "\n",
        "\r\n",
        " ",
        "_",
        "0",
        "a",
        "a.",
        "a=",
        "[[a]]\n",
        "\"\"\"",
        "'''",
        "a=[",
        "a={a=",
        "a='''\\",
        "a=\"\\u",
        "\uFEFF",
        "a = 1\n",
        "[a]\n",
        "\uD83D",
        "a b\n",
        "*",
        "* :\n",
        "a.b smtp:[",
        "a.b smtp:[x.y],"
      })
  void shouldBeDoneSoonWithWhatComesAgainAndAgain(String piece) {
    everyReader(piece.repeat(20_000 / piece.length()));
    everyReader("a = " + piece.repeat(20_000 / piece.length()));
    everyReader("a.example smtp:" + piece.repeat(5_000 / piece.length()));
  }

  @Test
  void shouldBeDoneSoonWithManyHopsOfOneName() {
    var transport = new StringBuilder();
    for (int port = 1; port <= 4_000; port++) {
      transport
          .append('d')
          .append(port)
          .append(".example smtp:[h.example]:")
          .append(port)
          .append('\n');
    }

    PostfixPlan plan = PostfixImport.read(transport.toString(), "", "");

    assertThat(plan.routes()).hasSize(4_000);
    assertThat(plan.routes()).extracting(r -> r.getString("id")).doesNotHaveDuplicates();
  }

  @Test
  void shouldBeDoneSoonWithManyEndsAndManyLimitsOfOneProvider() {
    var shaping = new StringBuilder("[provider.google]\nmatch=[");
    for (int i = 0; i < 3_000; i++) {
      shaping.append("{MXSuffix=\"").append(i).append(".google.com\"},");
    }
    shaping.append("]\n");
    for (int i = 0; i < 3_000; i++) {
      shaping.append("[provider.google.sources.s").append(i).append("]\nconnection_limit=1\n");
    }

    ShapingPlan plan = ShapingImport.read(shaping.toString());

    assertThat(plan.sources()).hasSize(3_000);
    assertThat(plan.sources().get("s2999")).containsEntry("google", "connections=1");
  }

  @Test
  void shouldRefuseFilesBeyondTheBounds() {
    String line = "x".repeat(PostfixMap.LINE_CHARS_MAX);

    assertThat(PostfixMap.read(line).entries()).hasSize(1);
    assertThatThrownBy(() -> PostfixMap.read("a b\n" + line + "x"))
        .isInstanceOf(UnreadableLine.class)
        .hasMessageStartingWith("line 2 is beyond");
    assertThatThrownBy(() -> ShapingImport.read("\n".repeat(TomlText.CHARS_MAX) + "a"))
        .isInstanceOf(UnreadableLine.class)
        .hasMessage("line 1 begins a file of more than 2000000 characters");
  }

  private static String damaged(String file, Random random) {
    var text = new StringBuilder(file);
    for (int i = 1 + random.nextInt(6); i > 0 && text.length() > 10; i--) {
      int at = random.nextInt(text.length() - 5);
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, text.charAt(random.nextInt(text.length())));
        case 2 -> text.setCharAt(at, (char) random.nextInt(0x180));
        default -> text.insert(at, text.substring(at, at + 1 + random.nextInt(4)));
      }
    }
    return text.toString();
  }

  private static void everyReader(String text) {
    reads(text, t -> ShapingImport.read(t).lines());
    reads(text, t -> PostfixImport.read(t, "", "").lines());
    reads(text, t -> PostfixImport.read("a.example smtp:[h.example]", t, "").lines());
    reads(text, t -> PostfixImport.read(TRANSPORT, "", t).lines());
  }

  private static void reads(String text, Function<String, Iterable<ImportedLine>> reader) {
    try {
      for (ImportedLine line : reader.apply(text)) {
        boolean isClean = (line.written() + line.says()).chars().noneMatch(Character::isISOControl);
        if (!isClean || line.says().isBlank() || line.written().length() > 100 || line.line() < 0) {
          throw new AssertionError(line + " of " + text);
        }
      }
    } catch (UnreadableLine e) {
      assertThat(e.getMessage()).matches("line [0-9]+ \\P{Cntrl}{5,620}");
    }
  }
}
