package relay.domain.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;

class TemplateKindTest {
  private static final TemplateKind KIND = TemplateKind.TEMPLATE;

  @Test
  void shouldComeBackAsItWasWritten() {
    Template template =
        read(
            "welcome",
            "'subject':'Hi {{a}}','preheader':'Look','html':'<p>{{a}}</p>','text':'{{a}}',"
                + "'defaults':{'a':'friend'},'missing':'refuse'");

    assertThat(KIND.read(template.key(), 1, KIND.write(template))).isEqualTo(template);
    assertThat(template.source().missing()).isEqualTo(MissingValue.REFUSE);
    assertThat(template.source().defaults()).isEqualTo(Map.of("a", "friend"));
    assertThat(KIND.collection()).isEqualTo("templates");
    assertThat(template.withVersion(7).version()).isEqualTo(7);
  }

  @Test
  void shouldHaveAMeaningForAllThatIsLeftOut() {
    Template template = read("welcome", "'text':'x'");

    assertThat(template.source())
        .isEqualTo(new TemplateSource("", "", "", "x", Map.of(), MissingValue.EMPTY));
    assertThat(KIND.write(template)).hasToString("{\"text\":\"x\",\"missing\":\"empty\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "html | 'subject':'x'",
        "html | 'html':' ','text':''",
        "html | 'html':7",
        "subject | 'subject':'a\\nb','text':'x'",
        "subject | 'subject':'a\\u2028b','text':'x'",
        "preheader | 'preheader':'a\\rb','text':'x'",
        "defaults | 'defaults':'x','text':'x'",
        "defaults | 'defaults':{'a.b':'x'},'text':'x'",
        "defaults | 'defaults':{'%0':'x'},'text':'x'",
        "defaults.a | 'defaults':{'a':1},'text':'x'",
        "missing | 'missing':'guess','text':'x'"
      })
  void shouldNameTheFieldThatBreaksARule(String field, String fields) {
    assertThatThrownBy(() -> read("t", fields))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBoundEachPart() {
    String subject =
        "'subject':'" + "x".repeat(TemplateSource.SUBJECT_CHARS_MAX + 1) + "','text':'x'";
    String html = "'html':'" + "x".repeat(TemplateSource.HTML_CHARS_MAX + 1) + "'";
    String text = "'text':'" + "x".repeat(TemplateSource.TEXT_CHARS_MAX + 1) + "'";

    for (String fields : new String[] {subject, html, text}) {
      assertThatThrownBy(() -> read("t", fields))
          .isInstanceOf(InvalidField.class)
          .hasMessageContaining("at most");
    }
    assertThat(read("t", "'html':'" + "x".repeat(TemplateSource.HTML_CHARS_MAX) + "'")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"a b", "1a", "-a", "a@1", "a.b", "../a", "\u00e4"})
  void shouldRefuseIdsThatNoTagAndNoMailCouldName(String id) {
    assertThatThrownBy(() -> read(id, "'text':'x'"))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo("id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "subject | 'subject':'{{','text':'x'",
        "preheader | 'preheader':'<p {{a}}>','html':'x'",
        "html | 'html':'<p {{a}}>'",
        "text | 'text':'{{#a}}'",
        "text | 'html':'x','text':'{{=a b=}}'"
      })
  void shouldRefuseWhatCouldNotBeRendered(String field, String fields) {
    assertThat(KIND.judgePut(ControlState.EMPTY, read("t", fields)))
        .hasValueSatisfying(why -> assertThat(((Refusal.Invalid) why).field()).isEqualTo(field));
  }

  /** They may be written in any order. */
  @Test
  void shouldTakeATemplateWhosePartialsAreNotThereYet() {
    assertThat(KIND.judgePut(ControlState.EMPTY, read("t", "'text':'{{>foot}}'"))).isEmpty();
  }

  @Test
  void shouldKnowTheTenantItIsOf() {
    Template of = new Template("nobody", "t", 0, Sources.text("x"));

    assertThat(KIND.judgePut(ControlState.EMPTY, of)).isPresent();
    assertThat(KIND.judgePut(Tenancies.state(Tenant.of("nobody")), of)).isEmpty();
  }

  @Test
  void shouldRefuseMoreThanATenantMayHave() {
    ControlObject[] many =
        IntStream.range(0, TemplateKind.OF_A_TENANT_MAX)
            .mapToObj(n -> read("t" + n, "'text':'x'"))
            .toArray(ControlObject[]::new);
    ControlState state = Tenancies.state(many);

    assertThat(KIND.judgePut(state, read("more", "'text':'x'"))).isPresent();
    assertThat(KIND.judgePut(state, read("t7", "'text':'y'"))).isEmpty();
  }

  @Test
  void shouldStayWhileMailsMayBeMadeOfIt() {
    Template template = read("t", "'text':'x'");
    TemplateVersion version = Versions.of("t", 1, Sources.compiled(template.source()));
    TemplateVersion other = Versions.of("other", 1, Sources.compiled(template.source()));

    assertThat(KIND.judgeDelete(Tenancies.state(template, version), template))
        .hasValueSatisfying(
            why -> assertThat(((Refusal.Conflict) why).why()).contains("withdraw them first"));
    assertThat(KIND.judgeDelete(Tenancies.state(template, other), template)).isEmpty();
  }

  static Template read(String id, String fields) {
    return KIND.read(
        Template.key("default", id), 1, ControlJson.read("{" + fields.replace('\'', '"') + "}"));
  }
}
