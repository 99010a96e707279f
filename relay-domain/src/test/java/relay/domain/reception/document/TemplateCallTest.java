package relay.domain.reception.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCallTest {
  private final DocumentReader reader = new DocumentReader(Duration.ofDays(1));

  @ParameterizedTest
  @CsvSource({"welcome, welcome, 0", "welcome@3, welcome, 3", "a_b-c@10, a_b-c, 10"})
  void shouldNameATemplateAndPerhapsItsVersion(String text, String id, int number) {
    TemplateCall call = TemplateCall.named(text, Map.of());

    assertThat(call.id()).isEqualTo(id);
    assertThat(call.number()).isEqualTo(number == 0 ? Optional.empty() : Optional.of(number));
    assertThat(call).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@1", "a@", "a@0", "a@-1", "a@1@2", "a b", "a/b", "a.b", "9a", "a\n"})
  void shouldRefuseOtherNames(String text) {
    assertThatThrownBy(() -> TemplateCall.named(text, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("welcome@3");
  }

  @Test
  void shouldStandInADocumentInPlaceOfWords() {
    DocumentReading reading =
        read("'template':'welcome','data':{'a':'x','b':[1,null,{'c':true}],'d':null}");

    MailDocument mail = ((DocumentReading.Read) reading).document();
    TemplateCall call = mail.template().orElseThrow();
    assertThat(call.data().get("a")).isEqualTo("x");
    assertThat(call.data().get("b"))
        .isEqualTo(Arrays.asList(BigDecimal.ONE, null, Map.of("c", true)));
    assertThat(call.data().get("d")).isNull();
    assertThat(mail.text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "subject | 'template':'a','subject':'x'",
        "text | 'template':'a','text':'x'",
        "html | 'template':'a','html':'x'",
        "template | 'template':7",
        "template | 'template':'a b'",
        "data | 'template':'a','data':'x'",
        "data | 'template':'a','data':[1]",
        "data | 'text':'x','data':{}",
        "text | 'template':null"
      })
  void shouldTellWhichFieldIsWrong(String path, String fields) {
    assertThat(read(fields))
        .isInstanceOfSatisfying(
            DocumentReading.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FieldProblem::path)
                    .containsExactly(path));
  }

  @Test
  void shouldBeOneOfMany() {
    BatchReading reading =
        reader.readBatch(
            ("[" + document("'template':'a'") + "," + document("'text':'x'") + "]")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Instant.EPOCH,
            5);

    List<DocumentReading> mails = ((BatchReading.Read) reading).mails();
    assertThat(mails)
        .extracting(mail -> ((DocumentReading.Read) mail).document().template().isPresent())
        .containsExactly(true, false);
  }

  private DocumentReading read(String fields) {
    return reader.read(document(fields), Instant.EPOCH);
  }

  private static String document(String fields) {
    return ("{'from':'a@example.com','to':'b@example.org'," + fields + "}").replace('\'', '"');
  }
}
