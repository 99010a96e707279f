package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.Sunset;
import relay.domain.tenancy.TenancyKinds;

/** Who does not read any more is left out, where the tenant or the campaign says so. */
class CampaignSunsetTest {
  private static final String OWN = ",\"sunset\":{\"inactive_days\":90,\"mails\":5}";
  private static final String ASKS = ",\"repermission\":{\"wait\":\"P14D\"}";
  private final CampaignWorld world = new CampaignWorld();

  private void stream(String tracking) {
    world.make(
        TenancyKinds.STREAM,
        "acme",
        "letters",
        "{\"lane\":\"bulk\",\"tracking\":\"" + tracking + "\"}");
  }

  private void tenantRule() {
    var tenant = world.store.state().find(TenancyKinds.TENANT, "acme", "acme").orElseThrow();
    var json = ControlJson.read("{\"sunset\":{\"inactive_days\":180,\"mails\":10}}");
    var changed = TenancyKinds.TENANT.read(tenant.key(), tenant.version(), json);
    world.store.apply(new ControlChange.Replace(changed), CampaignWorld.ANN);
  }

  private java.util.Optional<Sunset> rule(String more) {
    return SunsetRule.of(world.store.state(), world.draft("spring", more));
  }

  @Test
  void shouldSkipWhoIsInactiveWithThatReason() {
    world.contacts(3);
    world.ledger.inactive.add("000002");
    world.draft("spring", "");
    Campaign campaign = world.running("spring");

    world.chunk(campaign, new Shard(1, 10), 10);

    assertThat(world.addresses()).containsExactly("c1@example.org", "c3@example.org");
    assertThat(world.ledger.counts(1).skips()).containsExactly(Map.entry("sunset", 1L));
  }

  @Test
  void shouldHoldToTheRuleOfTheTenant() {
    stream("identified");
    tenantRule();

    assertThat(rule("")).contains(new Sunset(180, 10));
  }

  @Test
  void shouldHoldToARuleOfItsOwnBefore() {
    stream("identified");
    tenantRule();

    assertThat(rule(OWN)).contains(new Sunset(90, 5));
  }

  @Test
  void shouldGoToAllWhereItSaysSo() {
    stream("identified");
    tenantRule();

    assertThat(rule(",\"sunset\":{\"off\":true}")).isEmpty();
  }

  @Test
  void shouldTakeNobodyForInactiveWhileNothingTellsWhoReads() {
    stream("identified");
    tenantRule();
    var blind =
        TenancyKinds.STREAM.read(
            new relay.domain.control.ControlKey("stream", "acme", "letters"),
            1,
            ControlJson.read("{\"lane\":\"bulk\"}"));
    world.store.apply(new ControlChange.Replace(blind), CampaignWorld.ANN);

    assertThat(rule("")).isEmpty();
  }

  @Test
  void shouldRefuseARuleOfItsOwnWhereNothingTellsWhoReads() {
    stream("aggregate");

    assertThatThrownBy(() -> world.draft("spring", OWN)).hasMessageContaining("sunset");
  }

  @Test
  void shouldBeWrittenAsItIsRead() {
    stream("identified");

    for (String more : java.util.List.of("", OWN, OWN + ASKS, ",\"sunset\":{\"off\":true}")) {
      Campaign campaign = world.draft("c" + more.length(), more);
      var written = CampaignKind.CAMPAIGN.write(campaign);

      assertThat(CampaignKind.CAMPAIGN.read(campaign.key(), campaign.version(), written))
          .isEqualTo(campaign);
    }
  }

  @Test
  void shouldAskTheInactiveAloneForPermissionAnew() {
    stream("identified");
    world.contacts(3);
    world.ledger.inactive.add("000002");
    world.draft("spring", OWN + ASKS);
    Campaign campaign = world.running("spring");

    world.chunk(campaign, new Shard(1, 10), 10);

    assertThat(world.addresses()).containsExactly("c2@example.org");
    assertThat(world.ledger.counts(1).skips()).containsExactly(Map.entry("active", 2L));
  }

  @Test
  void shouldAskNobodyWhereNothingSaysWhoIsInactive() {
    stream("identified");

    assertThatThrownBy(() -> world.draft("spring", ASKS)).hasMessageContaining("repermission");
    tenantRule();
    assertThat(rule(ASKS)).contains(new Sunset(180, 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"sunset\":{\"off\":true,\"inactive_days\":90,\"mails\":5}",
        ",\"sunset\":{\"inactive_days\":90}",
        ",\"sunset\":{\"off\":true},\"repermission\":{\"wait\":\"P14D\"}",
        ",\"repermission\":{\"then\":\"stay\"}",
        ",\"repermission\":{\"wait\":\"PT1H\"}",
        ",\"repermission\":{\"wait\":\"P14D\",\"then\":\"spam\"}",
        ",\"sunset\":7"
      })
  void shouldRefuseARuleThatIsNone(String more) {
    assertThatThrownBy(() -> world.draft("spring", more)).isInstanceOf(InvalidField.class);
  }
}
