package relay.domain.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.egress.EgressFixture;

class WarmUpKindTest {
  private static final String ALL =
      "'mode':'holding','growth_percent':60,'target':1000,'base':{'google':300,'other':20},"
          + "'steps':{'yahoo':'10, 20'},'first_day':4,'begins':'2026-02-01',"
          + "'window':{'days':['mon'],'from':'08:00','until':'20:00','zone':'Europe/Berlin',"
          + "'recipient_zone':false}";

  @Test
  void shouldWriteWhatItReads() {
    var plan = WarmUpFixture.plan("mail-3", ALL);

    var written = WarmUpKind.PLAN.write(plan);

    assertThat(written).isEqualTo(ControlJson.read("{" + ALL.replace('\'', '"') + "}"));
    assertThat(WarmUpKind.PLAN.read(plan.key(), 1, written)).isEqualTo(plan);
    assertThat(plan.withVersion(7).version()).isEqualTo(7);
  }

  @Test
  void shouldHaveAMeaningForEveryFieldThatIsNotThere() {
    assertThat(WarmUpKind.PLAN.write(WarmUpFixture.plan("mail-3", "")).toString())
        .isEqualTo("{\"mode\":\"active\",\"growth_percent\":40,\"target\":50000,\"first_day\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'mode':'fast'                                    | mode",
        "'growth_percent':4                               | growth_percent",
        "'growth_percent':101                             | growth_percent",
        "'target':0                                       | target",
        "'base':{'Google':3}                              | base.Google",
        "'base':{'google':0}                              | base.google",
        "'base':7                                         | base",
        "'steps':{'google':'50, x'}                       | steps.google",
        "'steps':{'google':'50,,60'}                      | steps.google",
        "'steps':{'google':'0'}                           | steps.google",
        "'steps':{'a b':'1'}                              | steps.a b",
        "'first_day':0                                    | first_day",
        "'begins':'tomorrow'                              | begins",
        "'window':{'from':'08:00'}                        | window.zone",
        "'window':{'zone':'UTC','recipient_zone':true}    | window.recipient_zone"
      },
      quoteCharacter = '"')
  void shouldNameTheFieldThatBreaksARule(String fields, String field) {
    assertThatThrownBy(() -> WarmUpFixture.plan("mail-3", fields))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBelongToNoTenantAndHaveTheNameOfASource() {
    var json = ControlJson.object().build();

    assertThatThrownBy(
            () -> WarmUpKind.PLAN.read(new ControlKey("warm-up", "acme", "mail-3"), 1, json))
        .isInstanceOf(InvalidField.class);
    assertThatThrownBy(() -> WarmUpKind.PLAN.read(WarmUpPlan.key("Mail_3"), 1, json))
        .isInstanceOf(InvalidField.class);
    assertThat(WarmUpKind.PLAN.isOfPlatform()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'base':{'google':5,'gogle':5} | base.gogle",
        "'steps':{'gogle':'5'}         | steps.gogle"
      },
      quoteCharacter = '"')
  void shouldNameOnlyProvidersThatThereAre(String fields, String field) {
    var plan = WarmUpFixture.plan("default", fields);

    assertThat(WarmUpKind.PLAN.judgePut(ControlState.EMPTY, plan))
        .hasValueSatisfying(
            refusal -> {
              assertThat(((Refusal.Invalid) refusal).field()).isEqualTo(field);
              assertThat(refusal.sentence())
                  .contains("must be named by one of *, other, apple,", "google", "traffic.md");
            });
  }

  @Test
  void shouldTakeProvidersOfTheSettingsThoseOfNoneAndAllOthers() {
    var kind = new WarmUpKind(new WarmUpProviders(() -> Set.of("our-host")));
    var plan = WarmUpFixture.plan("default", "'base':{'our-host':5,'other':6},'steps':{'*':'7'}");

    assertThat(kind.judgePut(ControlState.EMPTY, plan)).isEmpty();
  }

  @Test
  void shouldKeepAProviderThatStandsThereAlready() {
    var before = WarmUpFixture.plan("default", "'base':{'gone':5},'steps':{'gone':'5'}");
    ControlState some = ControlState.EMPTY.with(1, List.of(before), List.of());
    var paused =
        WarmUpFixture.plan("default", "'mode':'paused','base':{'gone':5},'steps':{'gone':'5'}");

    assertThat(WarmUpKind.PLAN.judgePut(some, paused)).isEmpty();
  }

  @Test
  void shouldBeOfASourceThatIsThere() {
    ControlState some =
        ControlState.EMPTY.with(
            1, List.of(EgressFixture.source("mail-3", "'ipv4':'192.0.2.3'")), List.of());

    assertThat(WarmUpKind.PLAN.judgePut(some, WarmUpFixture.plan("mail-3", ""))).isEmpty();
    assertThat(WarmUpKind.PLAN.judgePut(some, WarmUpFixture.plan("default", ""))).isEmpty();
    assertThat(WarmUpKind.PLAN.judgePut(some, WarmUpFixture.plan("mail-4", "")))
        .hasValueSatisfying(
            refusal ->
                assertThat(((Refusal.Conflict) refusal).toString())
                    .contains("there is no egress source mail-4"));
  }
}
