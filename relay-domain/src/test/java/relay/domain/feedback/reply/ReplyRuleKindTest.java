package relay.domain.feedback.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class ReplyRuleKindTest {
  private static final ReplyRuleKind KIND = ReplyRuleKind.REPLY_RULE;

  @Test
  void shouldComeBackAsItWasWritten() {
    ReplyRule rule =
        rule(
            "gate",
            "'class':'MAILBOX_FULL','provider':'google','stage':'recipient','when':['4','5.2'],"
                + "'phrases':['gatekeeper ... amused','quota*'],"
                + "'samples':['554 5.2.0 the gatekeeper is not amused']");

    assertThat(KIND.read(rule.key(), 1, KIND.write(rule))).isEqualTo(rule);
    assertThat(rule.result()).isEqualTo(ReplyClass.MAILBOX_FULL);
    assertThat(rule.moment()).isEqualTo(Moment.RECIPIENT);
    assertThat(KIND.collection()).isEqualTo("reply-rules");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "class | 'phrases':['x'],'samples':['554 x']",
        "class | 'class':'NICE','phrases':['x'],'samples':['554 x']",
        "provider | 'class':'POLICY','provider':'nobody','phrases':['x'],'samples':['554 x']",
        "stage | 'class':'POLICY','stage':'lunch','phrases':['x'],'samples':['554 x']",
        "when[0] | 'class':'POLICY','when':['always'],'phrases':['x'],'samples':['554 x']",
        "phrases | 'class':'POLICY','samples':['554 x']",
        "phrases | 'class':'POLICY','phrases':['a ... ... b'],'samples':['554 x']",
        "phrases | 'class':'POLICY','phrases':['a*b'],'samples':['554 x']",
        "phrases[0] | 'class':'POLICY','phrases':['> 554 x'],'samples':['554 x']",
        "phrases[0] | 'class':'POLICY','phrases':['a\\nVIRUS'],'samples':['554 x']",
        "samples | 'class':'POLICY','phrases':['x']",
        "samples | 'class':'POLICY','phrases':['x'],'samples':['554 y']",
        "samples | 'class':'RECIPIENT_UNKNOWN','phrases':['x'],'samples':['550 5.1.1 y']",
        "samples | 'class':'POLICY','when':['4'],'phrases':['x'],'samples':['554 x']"
      })
  void shouldNameTheFieldThatBreaksARule(String field, String fields) {
    assertThatThrownBy(() -> rule("r", fields))
        .isInstanceOf(InvalidField.class)
        .satisfies(e -> assertThat(((InvalidField) e).field()).isEqualTo(field));
  }

  @Test
  void shouldRefuseMorePhrasesThanAnybodyNeeds() {
    String phrases =
        String.join(",", IntStream.range(0, 51).mapToObj(n -> "'phrase " + n + "'").toList());

    assertThatThrownBy(
            () ->
                rule(
                    "r", "'class':'POLICY','phrases':[" + phrases + "],'samples':['554 phrase 1']"))
        .hasMessageContaining("1 to 50");
  }

  /** By their ids, the first that holds decides; so a new one may take what another knew. */
  @Test
  void shouldRefuseARuleThatTakesTheSampleOfAnother() {
    ReplyRule first = simple("b", "POLICY", "gate", "554 gate closed");
    ReplyRule thief = simple("a", "VIRUS", "closed", "554 we are closed");
    ControlState state = Tenancies.state(first);

    assertThat(KIND.judgePut(state, thief))
        .hasValueSatisfying(
            why ->
                assertThat(((Refusal.Conflict) why).why())
                    .contains("rule b", "'gate closed'", "is a sample of POLICY")
                    .contains("VIRUS"));
    assertThat(KIND.judgePut(state, simple("c", "VIRUS", "closed", "554 we are closed"))).isEmpty();
  }

  @Test
  void shouldLetARuleBeChangedAndLookAtItsOwnTenantOnly() {
    ControlState state =
        Tenancies.state(
            simple("a", "POLICY", "gate", "554 gate closed"),
            Tenancies.domain("acme", "a.example"));

    assertThat(KIND.judgePut(state, simple("a", "VIRUS", "gate", "554 gate closed"))).isEmpty();
    assertThat(KIND.judgePut(state, nobodys())).isPresent();
  }

  @Test
  void shouldRefuseMoreRulesThanATenantMayHave() {
    ControlObject[] many =
        IntStream.range(0, ReplyRuleKind.OF_A_TENANT_MAX)
            .mapToObj(n -> simple("r" + n, "POLICY", "word" + n, "554 word" + n))
            .toArray(ControlObject[]::new);
    ControlState state = Tenancies.state(many);

    assertThat(KIND.judgePut(state, simple("one-more", "POLICY", "more", "554 more"))).isPresent();
    assertThat(KIND.judgePut(state, simple("r7", "POLICY", "seven", "554 seven"))).isEmpty();
  }

  private static ReplyRule nobodys() {
    ReplyRule rule = simple("a", "POLICY", "x", "554 x");
    return KIND.read(ReplyRule.key("nobody", "a"), 0, KIND.write(rule));
  }

  static ReplyRule simple(String id, String result, String phrase, String sample) {
    return rule(
        id, "'class':'%s','phrases':['%s'],'samples':['%s']".formatted(result, phrase, sample));
  }

  static ReplyRule rule(String id, String fields) {
    return KIND.read(
        ReplyRule.key("default", id), 1, ControlJson.read("{" + fields.replace('\'', '"') + "}"));
  }
}
