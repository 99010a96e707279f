package relay.ejb.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.report.RepermissionReport;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.TenancyKinds;

/** What a ledger of campaigns has to do about who does not read any more, on every database. */
interface CampaignSunsetContract extends CampaignLedgerContract {
  ControlState TOLD =
      STATE.with(
          2,
          List.of(
              TenancyKinds.STREAM.read(
                  new ControlKey("stream", "acme", "seen"),
                  1,
                  ControlJson.read("{\"lane\":\"bulk\",\"tracking\":\"identified\"}"))),
          List.of());
  String RULE = ",\"sunset\":{\"inactive_days\":90,\"mails\":5}";
  String ASKS = RULE + ",\"repermission\":{\"wait\":\"P14D\",\"then\":\"unsubscribe\"}";

  private DatabaseCampaignLedger told() {
    return new DatabaseCampaignLedger(database(), () -> TOLD, () -> true, () -> NOON);
  }

  /** Of the four who confirmed b and d do not read any more; c does not, but said so lately. */
  private void behaviour() {
    behaves("a@a.example", "timestamp with time zone '2025-12-01 00:00:00+00'", 9);
    behaves("b@b.example", "null", 9);
    behaves("c@c.example", "null", 9);
    behaves("d@b.example", "timestamp with time zone '2025-06-01 00:00:00+00'", 5);
    change(
        "update contact set affirmed_at = timestamp with time zone '2025-12-20 00:00:00+00'"
            + " where address = 'c@c.example'");
  }

  private void behaves(String address, String openedAt, int mails) {
    change(
        "insert into contact_behaviour (contact_id, delivered_at, first_delivered_at, opened_at,"
            + " mails_since, mails_before, points) select id,"
            + " timestamp with time zone '2025-12-31 00:00:00+00',"
            + " timestamp with time zone '2025-01-01 00:00:00+00', "
            + openedAt
            + ", "
            + mails
            + ", 0, 0 from contact where address = '"
            + address
            + "'");
  }

  private static List<String> inactive(List<CampaignRecipient> recipients) {
    return recipients.stream()
        .filter(CampaignRecipient::isInactive)
        .map(each -> each.contact().orElseThrow().fields().address().toString())
        .sorted()
        .toList();
  }

  @Test
  default void shouldTellWhoIsInactiveWhenHisTurnComes() {
    frozen(told());
    behaviour();
    Campaign campaign = campaign("calm", told().freeze(campaign("calm", 0, RULE)).run(), RULE);
    Campaign plain = campaign("calm", campaign.run().number(), "");

    List<CampaignRecipient> waiting = told().waiting(campaign, 1, 100, 10);

    assertThat(waiting).hasSize(4);
    assertThat(inactive(waiting)).containsExactly("b@b.example", "d@b.example");
    assertThat(inactive(told().waiting(plain, 1, 100, 10))).isEmpty();
    assertThat(inactive(ledger().waiting(campaign, 1, 100, 10)))
        .as("while no stream tells who reads")
        .isEmpty();
  }

  @Test
  default void shouldFreezeTheInactiveAloneForPermissionAnew() {
    frozen(told());
    behaviour();

    Campaign campaign = campaign("ask", told().freeze(campaign("ask", 0, ASKS)).run(), ASKS);

    List<CampaignRecipient> waiting = told().waiting(campaign, 1, 100, 10);
    assertThat(waiting).hasSize(2);
    assertThat(inactive(waiting)).containsExactly("b@b.example", "d@b.example");
    assertThatThrownBy(() -> ledger().freeze(campaign("blind", 0, ASKS)))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("repermission");
  }

  @Test
  default void shouldTellWhoHadTheMailAndDidNotAnswer() {
    frozen(told());
    behaviour();
    Campaign campaign = campaign("ask", told().freeze(campaign("ask", 0, ASKS)).run(), ASKS);
    long run = campaign.run().number();
    told().sent(run, List.of(1L, 2L), Map.of(), NOON);
    var unanswered = new DatabaseUnanswered(database());
    Instant later = NOON.plus(Duration.ofDays(1));

    assertThat(unanswered.of(campaign, later, 10)).as("nobody had it yet").isEmpty();
    change("update campaign_mail set state = 'delivered' where run = " + run);
    assertThat(unanswered.of(campaign, NOON, 10)).as("there is time left").isEmpty();
    assertThat(unanswered.of(campaign, later, 10)).hasSize(2);
    assertThat(unanswered.of(campaign, later, 1)).hasSize(1);

    change(
        "update contact set affirmed_at = timestamp with time zone '2026-01-01 18:00:00+00'"
            + " where address = 'b@b.example'");
    assertThat(unanswered.of(campaign, later, 10)).hasSize(1);
    change("update contact set consents = ' news:u ' where address = 'd@b.example'");
    assertThat(unanswered.of(campaign, later, 10)).isEmpty();
  }

  @Test
  default void shouldCountWhoConfirmedLeftDidNotAnswerOrHasTimeLeft() {
    frozen(told());
    behaviour();
    Campaign campaign = campaign("ask", told().freeze(campaign("ask", 0, ASKS)).run(), ASKS);
    long run = campaign.run().number();
    told().sent(run, List.of(1L, 2L), Map.of(), NOON);
    var report = new DatabaseRepermissionReport(database());
    Instant end = NOON.plus(Duration.ofDays(14));

    assertThat(report.of(campaign, end)).as("nobody had it yet").isEqualTo(answers(0, 0, 0, 0));
    change("update campaign_mail set state = 'delivered' where run = " + run);
    assertThat(report.of(campaign, end)).isEqualTo(answers(0, 0, 0, 2));
    assertThat(report.of(campaign, end.plusMillis(1))).isEqualTo(answers(0, 0, 2, 0));

    change(
        "update contact set affirmed_at = timestamp with time zone '2026-01-01 18:00:00+00'"
            + " where address = 'b@b.example'");
    assertThat(report.of(campaign, end)).isEqualTo(answers(1, 0, 0, 1));
    change("update campaign_mail set unsubscribed = true where run = " + run);
    assertThat(report.of(campaign, end.plusMillis(1))).isEqualTo(answers(1, 1, 0, 0));
  }

  private static RepermissionReport.Answers answers(
      long confirmed, long left, long unanswered, long pending) {
    return new RepermissionReport.Answers(confirmed, left, unanswered, pending);
  }
}
