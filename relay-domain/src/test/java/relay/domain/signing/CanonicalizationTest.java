package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.signing.Signing.octets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalizationTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          "A: X"                | "a:X"
          "B : Y_~_Z  "         | "b:Y Z"
          "Subject:"            | "subject:"
          "Subject: ~ ~_"       | "subject:"
          "Subject:~ a"         | "subject:a"
          "SUBJect_:  a  b_c_ " | "subject:a b c"
          "X: a^b"              | "x:a^b"
          """)
  void shouldBringFieldsIntoRelaxedFormAndLeaveSimpleOnesAlone(String raw, String relaxed) {
    assertThat(canonical(Canonicalization.RELAXED, unmasked(raw))).isEqualTo(unmasked(relaxed));
    assertThat(canonical(Canonicalization.SIMPLE, unmasked(raw))).isEqualTo(unmasked(raw));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          "A: 1~B: 2~~C: 3~" | "A,B"
          "A: 1~ B: 2~C:~"   | "A,C"
          "A: 1~junk~B: 2~"  | "A,B"
          ": 1~B: 2"         | "B"
          "~A: 1~"           | ""
          """)
  void shouldFindTheFieldsOfAHeader(String raw, String names) {
    byte[] octets = octets(unmasked(raw));

    List<HeaderField> fields = HeaderBlock.of(octets, 0, octets.length).fields();

    assertThat(String.join(",", fields.stream().map(HeaderField::lowerCaseName).toList()))
        .isEqualToIgnoringCase(names);
  }

  private static String canonical(Canonicalization form, String raw) {
    byte[] octets = octets(raw);
    Octets out = new Octets(1);
    form.addField(HeaderBlock.of(octets, 0, octets.length).fields().get(0), out);
    return new String(out.toArray(), StandardCharsets.UTF_8);
  }

  private static String unmasked(String text) {
    return text.replace("~", "\r\n").replace('_', '\t').replace('^', '\r');
  }
}
