package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.administration.ChangeOrder;
import relay.domain.administration.ChangeResult;
import relay.domain.administration.Expectation;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.ObjectDesks;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.Lane;

class CampaignKindTest {
  private static final CampaignKind KIND = CampaignKind.CAMPAIGN;
  private final CampaignWorld world = new CampaignWorld();
  private final ObjectDesk desk = ObjectDesks.over(world.store);

  private static Campaign read(String id, String json) {
    return KIND.read(new ControlKey("campaign", "acme", id), 1, ControlJson.read(json));
  }

  @Test
  void shouldWriteWhatItRead() {
    String json =
        "{\"title\":\"Spring\",\"stream\":\"news\",\"list\":\"news\",\"segment\":\"readers\","
            + "\"template\":\"spring\",\"template_version\":3,"
            + "\"from\":\"\\\"News, the \\\\\\\"best\\\\\\\"\\\" <news@acme.example>\","
            + "\"reply_to\":\"help@acme.example\",\"start_at\":\"2026-03-01T08:00:00Z\","
            + "\"per_minute\":600,\"waiting_max\":1000,"
            + "\"guards\":{\"bounces\":{\"stop\":3}},"
            + "\"local_start\":\"2026-03-01T09:00\",\"zone\":\"Europe/Berlin\","
            + "\"window\":{\"days\":[\"mon\"],\"from\":\"08:00\",\"until\":\"20:00\","
            + "\"zone\":\"Europe/Berlin\",\"recipient_zone\":true},"
            + "\"canary\":{\"percent\":2,\"wait\":\"PT2H\",\"then\":\"ask\"},"
            + "\"capped_wait\":\"PT72H\",\"state\":\"failed\","
            + "\"since\":\"2026-03-01T08:00:01Z\",\"run\":7,"
            + "\"started_at\":\"2026-03-01T08:00:00Z\",\"node\":\"relay.example\","
            + "\"problem\":\"something\"}";

    assertThat(KIND.write(read("spring", json))).hasToString(json);
    assertThat(read("spring", json).withVersion(4).version()).isEqualTo(4);
    assertThat(KIND.collection()).isEqualTo("campaigns");
    assertThat(KIND.hasOwnOperations()).isFalse();
  }

  @Test
  void shouldBeADraftOfTheBulkStreamUnlessItSaysMore() {
    Campaign campaign = read("spring", "{" + CampaignWorld.PLAN + "}");

    assertThat(campaign.state()).isEqualTo(CampaignState.DRAFT);
    assertThat(campaign.plan().stream()).isEqualTo("bulk");
    assertThat(campaign.run()).isEqualTo(CampaignRun.DRAFT);
    assertThat(KIND.read(campaign.key(), 1, KIND.write(campaign))).isEqualTo(campaign);
  }

  @ParameterizedTest
  @CsvSource({
    "-spring, id, ''",
    "spring, capped_wait, '\"capped_wait\":\"PT59M\"'",
    "spring, capped_wait, '\"capped_wait\":\"P32D\"'",
    "spring, list, '\"list\":null'",
    "spring, list, '\"list\":\"\"'",
    "spring, template, '\"template\":null'",
    "spring, template_version, '\"template_version\":0'",
    "spring, from, '\"from\":null'",
    "spring, from, '\"from\":\"nobody\"'",
    "spring, from, '\"from\":\"a@[192.0.2.1]\"'",
    "spring, from, '\"from\":\"\u00fc@acme.example\"'",
    "spring, reply_to, '\"reply_to\":\"a\\nb <a@acme.example>\"'",
    "spring, start_at, '\"start_at\":\"tomorrow\"'",
    "spring, per_minute, '\"per_minute\":-1'",
    "spring, waiting_max, '\"waiting_max\":1e12'",
    "spring, guards.bounces.slow, '\"guards\":{\"bounces\":{\"slow\":-1}}'",
    "spring, canary.wait, '\"canary\":{\"percent\":5}'",
    "spring, title, '\"title\":\"a\\nb\"'",
    "spring, state, '\"state\":\"flying\"'",
    "spring, run, '\"run\":16777216'",
  })
  void shouldNameTheFieldThatIsWrong(String id, String field, String more) {
    String json = "{" + CampaignWorld.PLAN + (more.isEmpty() ? "" : "," + more) + "}";

    assertThatThrownBy(() -> read(id, json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @CsvSource({
    "list, '\"list\":\"weekly\"'",
    "segment, '\"segment\":\"readers\"'",
    "template, '\"template\":\"summer\"'",
    "template_version, '\"template_version\":9'",
    "stream, '\"stream\":\"codes\"'",
    "stream, '\"stream\":\"nowhere\"'",
    "stream, '\"stream\":\"otp\"'",
    "from, '\"from\":\"news@elsewhere.example\"'",
  })
  void shouldNeedWhatItNames(String field, String more) {
    world.put(aStream("acme", "codes").lane(Lane.OTP).build());
    Campaign campaign = read("spring", "{" + CampaignWorld.PLAN + "," + more + "}");

    assertThat(KIND.judgePut(world.store.state(), campaign))
        .hasValueSatisfying(why -> assertThat(((Refusal.Invalid) why).field()).isEqualTo(field));
  }

  @Test
  void shouldBelongToATenantThatThereIs() {
    Campaign campaign =
        KIND.read(
            new ControlKey("campaign", "nobody", "spring"),
            0,
            ControlJson.read("{" + CampaignWorld.PLAN + "}"));

    assertThat(KIND.judgePut(world.store.state(), campaign))
        .hasValueSatisfying(why -> assertThat(((Refusal.Invalid) why).field()).isEqualTo("tenant"));
  }

  @Test
  void shouldTakeAStreamOfTheBulkLane() {
    world.put(aStream("acme", "weekly").lane(Lane.BULK).build());
    Campaign campaign = read("spring", "{" + CampaignWorld.PLAN + ",\"stream\":\"weekly\"}");

    assertThat(KIND.judgePut(world.store.state(), campaign)).isEmpty();
    assertThat(campaign.owner().stream()).isEqualTo("weekly");
  }

  @Test
  void shouldBeChangedAsAWholeUntilItRuns() {
    world.draft("spring", "");
    world.order("spring", CampaignTurn.START);

    assertThat(patch("{\"from\":\"other@acme.example\",\"title\":\"x\"}"))
        .isInstanceOf(ChangeResult.Done.class);
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.SCHEDULED);
  }

  @Test
  void shouldChangeOnlyWhatCorrectsItOnceItRuns() {
    world.contacts(1);
    world.draft("spring", "");
    world.running("spring");
    world.publish();

    assertThat(patch("{\"from\":\"other@acme.example\"}"))
        .isInstanceOfSatisfying(
            ChangeResult.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(Refusal.Conflict.class));
    assertThat(
            patch(
                "{\"template_version\":2,\"per_minute\":10,\"waiting_max\":5,\"title\":\"Mended\","
                    + "\"guards\":{\"sample\":10}}"))
        .isInstanceOf(ChangeResult.Done.class);
    assertThat(world.campaign("spring").plan().templateVersion()).contains(2);
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.RUNNING);
  }

  @ParameterizedTest
  @CsvSource({"state, '\"running\"'", "run, 5", "node, '\"here\"'", "problem, '\"none\"'"})
  void shouldLetNobodyWriteHowFarItHasCome(String field, String value) {
    world.draft("spring", "");

    assertThat(patch("{\"" + field + "\":" + value + "}"))
        .isInstanceOfSatisfying(
            ChangeResult.Refused.class,
            refused -> assertThat(((Refusal.Invalid) refused.why()).field()).isEqualTo(field));
  }

  @Test
  void shouldGoItsCourseWhateverBecameOfWhatItNames() {
    world.contacts(1);
    world.draft("spring", "");
    world.running("spring");
    world.store.apply(
        new relay.domain.control.ControlChange.Delete(
            new ControlKey("contact-list", "acme", "news"), 0),
        CampaignWorld.ANN);

    assertThat(CampaignWorld.stateOf(world.order("spring", CampaignTurn.STOP)))
        .contains(CampaignState.STOPPING);
  }

  @ParameterizedTest
  @EnumSource(CampaignState.class)
  void shouldBeRemovedOnlyWhileNoMailOfItMayBeUnderWay(CampaignState state) {
    Campaign campaign = read("spring", "{" + CampaignWorld.PLAN + "}");
    Campaign so = campaign.with(campaign.run().in(state, CampaignWorld.NOON));

    assertThat(KIND.judgeDelete(world.store.state(), so).isPresent()).isEqualTo(state.isUnderWay());
  }

  private ChangeResult patch(String json) {
    return desk.patch(
        world.campaign("spring").key(),
        ControlJson.read(json),
        new ChangeOrder(Expectation.NONE, false, CampaignWorld.ANN));
  }

  @Test
  void shouldKeepTheTimeOfItsFirstStart() {
    CampaignRun first = CampaignRun.DRAFT.takenBy("a", CampaignWorld.NOON.plusNanos(1_500_000));
    CampaignRun again = first.takenBy("b", CampaignWorld.NOON.plusSeconds(60));

    assertThat(first.startedAt()).contains(CampaignWorld.NOON.plusMillis(1));
    assertThat(again.startedAt()).isEqualTo(first.startedAt());
    assertThat(again.node()).isEqualTo("a");
    assertThat(first.in(CampaignState.STOPPED, CampaignWorld.NOON).endedAt())
        .isEqualTo(Optional.of(CampaignWorld.NOON));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "variants.b.template | \"b\":{\"template\":\"none\"}",
        "variants.b.template_version | \"b\":{\"template_version\":9}",
        "variants.b.subject | \"b\":{\"subject\":\"Hi {{#name}}\"}",
        "variants.b.subject | \"b\":{\"subject\":\"Hi {{> other}}\"}",
      })
  void shouldRefuseFormsOfItsMailThatCannotBeWritten(String field, String variants) {
    world.draft("spring", "");

    assertThat(patch("{\"variants\":{\"a\":{}," + variants + "}}"))
        .isInstanceOfSatisfying(
            ChangeResult.Refused.class,
            refused ->
                assertThat(refused.why())
                    .isInstanceOfSatisfying(
                        Refusal.Invalid.class, e -> assertThat(e.field()).isEqualTo(field)));
  }

  @Test
  void shouldTestByClicksOnlyWhereItIsKnownWhoClicked() {
    world.draft("spring", "");
    String test = "{\"variants\":{\"a\":{},\"b\":{}},\"test\":{\"sample\":20";

    assertThat(patch(test + "}}"))
        .isInstanceOfSatisfying(
            ChangeResult.Refused.class,
            refused -> assertThat(refused.why().sentence()).contains("test.metric"));
    assertThat(patch(test + ",\"metric\":\"conversions\"}}")).isInstanceOf(ChangeResult.Done.class);
  }
}
