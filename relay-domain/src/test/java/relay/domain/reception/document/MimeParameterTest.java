package relay.domain.reception.document;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;

/** File names in MIME fields as RFC 2231 has them, and the header fields that a document adds. */
class MimeParameterTest {
  private static final String NAMES = "az. \"\\%'*;\u00e9\u20ac\ud83d\ude00";

  @Test
  void shouldBeReadBackWhateverTheNameIs() {
    Chance.rounds(
        500,
        random -> {
          String name = anyName(random);

          String written = MimeParameter.of("filename", name);

          assertThat(decoded(written)).isEqualTo(name);
          assertThat(written).startsWith(";\r\n ").matches("[\\x20-\\x7e\r\n]*");
          assertThat(written.split("\r\n")).allMatch(line -> line.length() <= 78);
          assertThat(written.substring(1).replace("\r\n ", "")).doesNotContain("\r", "\n");
        });
  }

  @ParameterizedTest
  @CsvSource({"59, true", "60, true", "61, false"})
  void shouldQuoteShortNamesOnly(int length, boolean quoted) {
    String written = MimeParameter.of("filename", "a".repeat(length));

    assertThat(written.startsWith(";\r\n filename=\"")).isEqualTo(quoted);
    assertThat(decoded(written)).isEqualTo("a".repeat(length));
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "101, 1"})
  void shouldAddAHundredFieldsAtMost(int count, int problems) {
    JsonObjectBuilder headers = Json.createObjectBuilder();
    for (int i = 0; i < count; i++) {
      headers.add("X-N" + i, "v");
    }
    List<FieldProblem> found = new ArrayList<>();

    Map<String, String> read = ExtraHeaders.in(new JsonFields(headers.build(), "headers", found));

    assertThat(found).hasSize(problems);
    assertThat(read).hasSize(problems == 0 ? count : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Long, 8000, true",
    "X-Long, 8001, false",
    "References, 900, true",
    "References, 901, false",
    "List-Id, 901, false",
    "X-Word, 901, true",
  })
  void shouldBoundAFieldAndAWordThatCannotBeFolded(String name, int length, boolean taken) {
    List<FieldProblem> found = new ArrayList<>();
    var headers = Json.createObjectBuilder().add(name, "a".repeat(length)).build();

    Map<String, String> read = ExtraHeaders.in(new JsonFields(headers, "headers", found));

    assertThat(read.containsKey(name)).isEqualTo(taken);
    assertThat(found.isEmpty()).isEqualTo(taken);
  }

  private static String anyName(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = 1 + random.nextInt(120); i > 0; i--) {
      name.appendCodePoint(NAMES.codePointAt(NAMES.offsetByCodePoints(0, random.nextInt(13))));
    }
    return name.toString();
  }

  /** As a reader of RFC 2231 does it: pieces put together, then read as UTF-8. */
  private static String decoded(String written) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (String line : written.split(";\r\n ")) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String value = line.substring(equals + 1);
      if (value.startsWith("\"")) {
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
      }
      value = value.startsWith("UTF-8''") ? value.substring(7) : value;
      for (int i = 0; i < value.length(); i++) {
        boolean escaped = value.charAt(i) == '%';
        octets.write(
            escaped ? Integer.parseInt(value.substring(i + 1, i + 3), 16) : value.charAt(i));
        i += escaped ? 2 : 0;
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }
}
