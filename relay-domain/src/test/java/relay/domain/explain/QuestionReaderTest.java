package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.InvalidField;

class QuestionReaderTest {
  private final ExplainFixture relay = new ExplainFixture();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'to':['b@b.example']} | from",
        "{'from':'nobody','to':['b@b.example']} | from",
        "{'from':'a@a.example'} | to",
        "{'from':'a@a.example','to':['nobody']} | to[0]",
        "{'from':'a@a.example','to':['b@b.example'],'credential':'none'} | credential",
        "{'from':'a@a.example','to':['b@b.example'],'address':'here'} | address",
        "{'from':'a@a.example','to':['b@b.example'],'listener':'none'} | listener",
        "{'from':'a@a.example','to':['b@b.example'],'lane':'fast'} | lane",
        "{'from':'a@a.example','to':['b@b.example'],'size':-1} | size",
        "{'from':'a@a.example','to':['b@b.example'],'form':'x'} | form"
      })
  void shouldNameTheFieldOfAQuestionThatCannotBeAnswered(String question, String field) {
    assertThatThrownBy(() -> relay.explain(question.strip()))
        .isInstanceOfSatisfying(
            InvalidField.class, e -> assertThat(e.field()).isEqualTo(field.strip()));
  }

  @Test
  void shouldBoundTheRecipientsOfAQuestion() {
    List<String> many = Collections.nCopies(21, "'b@b.example'");

    assertThatThrownBy(
            () -> relay.explain("{'from':'a@a.example','to':[" + String.join(",", many) + "]}"))
        .hasMessageContaining("1 to 20");
  }
}
