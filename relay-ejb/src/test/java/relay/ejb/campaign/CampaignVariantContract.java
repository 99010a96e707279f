package relay.ejb.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignLedger.Rest;
import relay.domain.campaign.CampaignMailId;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.SkipReason;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.Conversion;
import relay.domain.campaign.report.ConversionBook.Noted;
import relay.domain.campaign.report.Totals;
import relay.domain.campaign.variant.VariantDraw;
import relay.domain.campaign.variant.Variants;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlJson;
import relay.domain.tracking.VisitCounts.Count;

/**
 * What a ledger of campaigns has to do with forms of a mail and their figures, on every database.
 */
interface CampaignVariantContract extends CampaignLedgerContract {
  @Test
  default void shouldGiveEachTheFormThatHeDraws() {
    DatabaseCampaignLedger ledger = ledger();
    for (int i = 0; i < 200; i++) {
      contact("acme", "c" + i + "@c.example", " news:c ");
    }
    String forms = ",\"variants\":{\"a\":{\"weight\":1},\"b\":{\"weight\":3},\"c\":{\"weight\":1}}";

    Campaign campaign = campaign("forms", ledger.freeze(campaign("forms", 0, forms)).run(), forms);

    VariantDraw draw = VariantDraw.of("acme", "forms");
    List<Long> bounds = campaign.plan().variants().bounds();
    List<CampaignRecipient> waiting = ledger.waiting(campaign, 1, 1_000, 1_000);
    assertThat(waiting).hasSize(200);
    for (CampaignRecipient each : waiting) {
      long contact = Long.parseLong(each.contact().orElseThrow().id());
      assertThat(each.variant()).isEqualTo(Variants.numberOf(draw.of(contact), bounds));
    }
    assertThat(waiting).extracting(CampaignRecipient::variant).contains(1, 2, 3);
  }

  @Test
  default void shouldSumWhatBecameOfThemByForm() {
    long run = frozen(ledger()).run().number();
    change("update campaign_mail set variant = 1 where place < 3");
    change(
        "update campaign_mail set variant = 2, state = 'delivered', people_opens = 2,"
            + " machine_opens = 1, people_clicks = 1, conversions = 2, conversion_value = 9.5"
            + " where place = 3");
    change(
        "update campaign_mail set variant = 2, state = 'bounced', complained = true,"
            + " unsubscribed = true, machine_clicks = 4 where place = 4");

    assertThat(rows(run, CampaignReport.By.VARIANT, Optional.empty()))
        .containsExactly(
            new CampaignReport.Row(
                "1",
                new Totals(
                    2, 0, 0, 0, 0, 0, new Count(0, 0), new Count(0, 0), Totals.Conversions.NONE)),
            new CampaignReport.Row(
                "2",
                new Totals(
                    2,
                    2,
                    1,
                    1,
                    1,
                    1,
                    new Count(1, 1),
                    new Count(1, 1),
                    new Totals.Conversions(1, 2, 9.5))));
  }

  @Test
  default void shouldKeepBackWhoWaitsForTheEndOfATest() {
    DatabaseCampaignLedger ledger = ledger();
    for (int i = 0; i < 200; i++) {
      contact("acme", "c" + i + "@c.example", " news:c ");
    }
    String test = ",\"variants\":{\"a\":{},\"b\":{}},\"test\":{\"sample\":30}";
    Campaign campaign = campaign("tested", ledger.freeze(campaign("tested", 0, test)).run(), test);
    long run = campaign.run().number();
    List<CampaignRecipient> sample = ledger.waiting(campaign, 1, 1_000, 1_000);
    assertThat(sample).hasSizeBetween(30, 90).allMatch(r -> r.variant() > 0);
    assertThat(ledger.counts(run).of(MailFate.RESERVED)).isEqualTo(200 - sample.size());
    assertThat(ledger.placeOfWaiting(run, 1)).isEqualTo(sample.get(0).place());
    assertThat(ledger.placeOfWaiting(run, 20)).isEqualTo(sample.get(19).place());
    assertThat(ledger.placeOfWaiting(run, 200)).isZero();
    assertThat(ledger.counts(run).open()).isEqualTo(200);
    assertThat(ledger.counts(run).sent()).isZero();
    ledger.sent(run, sample.stream().map(CampaignRecipient::place).toList(), Map.of(), NOON);
    assertThat(ledger.rest(run)).isEqualTo(new Rest(200, false, true, true));

    long first = ledger.release(run, 2, 50, NOON);
    List<CampaignRecipient> some = ledger.waiting(campaign, 1, 1_000, 1_000);
    long all = first;
    for (long more = 1; more > 0; all += more) {
      more = ledger.release(run, 2, 50, NOON);
    }

    assertThat(first).isBetween(1L, 50L).isEqualTo(some.size());
    assertThat(some).allMatch(r -> r.variant() == 2);
    assertThat(all).isEqualTo(200 - sample.size());
    assertThat(ledger.rest(run)).isEqualTo(new Rest(200, true, true, false));
  }

  @Test
  default void shouldSkipThoseKeptBackToo() {
    DatabaseCampaignLedger ledger = ledger();
    frozen(ledger);
    String test = ",\"variants\":{\"a\":{},\"b\":{}},\"test\":{\"sample\":1}";
    long run = ledger.freeze(campaign("tested", 0, test)).run();

    assertThat(ledger.skipWaiting(run, SkipReason.STOPPED, NOON)).isEqualTo(4);
    assertThat(ledger.rest(run)).isEqualTo(new Rest(4, false, false, false));
  }

  private List<CampaignReport.Row> rows(long run, CampaignReport.By by, Optional<Segment> segment) {
    return new DatabaseCampaignReport(database(), () -> STATE, () -> NOON)
        .rows(new CampaignReport.Question("acme", run, by, segment));
  }

  private static String brief(CampaignReport.Row row) {
    Totals t = row.totals();
    return (row.name() + " " + t.recipients() + " " + t.delivered() + " " + t.bounced())
        + (" " + t.complaints() + " " + t.unsubscribes() + " " + t.opens().people())
        + (" " + t.clicks().people());
  }

  @Test
  default void shouldGroupByProviderAndByClassOfBounces() {
    long run = frozen(ledger()).run().number();
    change("update campaign_mail set provider = 'google' where place < 4");
    change("update campaign_mail set state = 'delivered' where place = 1");
    change("update campaign_mail set state = 'bounced', reason = 'policy' where place > 2");

    assertThat(rows(run, CampaignReport.By.PROVIDER, Optional.empty()))
        .extracting(CampaignVariantContract::brief)
        .containsExactly(" 1 0 1 0 0 0 0", "google 3 1 1 0 0 0 0");
    assertThat(rows(run, CampaignReport.By.BOUNCE, Optional.empty()))
        .extracting(CampaignVariantContract::brief)
        .containsExactly("policy 2 0 2 0 0 0 0");
    assertThat(rows(run + 1, CampaignReport.By.BOUNCE, Optional.empty())).isEmpty();
  }

  @Test
  default void shouldTellWhatHappenedInEachHourAndDay() {
    long run = frozen(ledger()).run().number();
    change(
        "update campaign_mail set state = 'delivered', changed_at = '2026-01-01T12:59:59Z',"
            + " opened_at = '2026-01-01T13:00:00Z', clicked_at = '2026-01-02T00:30:00+02:00'"
            + " where place < 3");
    change(
        "update campaign_mail set state = 'bounced', changed_at = '2026-01-01T12:00:00Z',"
            + " left_at = '2026-01-02T00:00:00Z', complained_at = '2026-01-02T00:00:01Z'"
            + " where place = 3");

    assertThat(rows(run, CampaignReport.By.HOUR, Optional.empty()))
        .extracting(CampaignVariantContract::brief)
        .containsExactly(
            "2026-01-01T12:00:00Z 0 2 1 0 0 0 0",
            "2026-01-01T13:00:00Z 0 0 0 0 0 2 0",
            "2026-01-01T22:00:00Z 0 0 0 0 0 0 2",
            "2026-01-02T00:00:00Z 0 0 0 1 1 0 0");
    assertThat(rows(run, CampaignReport.By.DAY, Optional.empty()))
        .extracting(CampaignVariantContract::brief)
        .containsExactly(
            "2026-01-01T00:00:00Z 0 2 1 0 0 2 2", "2026-01-02T00:00:00Z 0 0 0 1 1 0 0");
  }

  @Test
  default void shouldReportOnThoseOfASegmentOnly() {
    long run = frozen(ledger()).run().number();
    change("update campaign_mail set state = 'delivered', changed_at = '2026-01-01T12:00:00Z'");
    Optional<Segment> readers = STATE.find(SegmentKind.SEGMENT, "acme", "readers");

    assertThat(rows(run, CampaignReport.By.VARIANT, readers))
        .extracting(CampaignVariantContract::brief)
        .containsExactly("0 2 2 0 0 0 0 0");
    assertThat(rows(run, CampaignReport.By.HOUR, readers))
        .extracting(CampaignVariantContract::brief)
        .containsExactly("2026-01-01T12:00:00Z 0 2 0 0 0 0 0");
  }

  private Noted convert(long run, String json) {
    Conversion conversion = Conversion.read(ControlJson.read(json));
    return new DatabaseConversions(database())
        .note(run, Instant.parse("2026-01-01T12:00:00.123Z"), conversion, NOON);
  }

  @Test
  default void shouldCountEachConversionOnce() {
    DatabaseCampaignLedger ledger = ledger();
    Campaign campaign = frozen(ledger);
    long run = campaign.run().number();
    ledger.sent(run, List.of(1L, 2L), Map.of(), NOON);
    Instant startedAt = campaign.run().startedAt().orElseThrow();
    String mail = "{\"mail\":\"" + CampaignMailId.of(startedAt, run, 1).text() + "\"";
    String id =
        ledger.waiting(campaign("spring", run, ""), 3, 3, 1).get(0).contact().orElseThrow().id();

    assertThat(convert(run, mail + "}")).isEqualTo(Noted.COUNTED);
    assertThat(convert(run, mail + ",\"value\":5}")).as("one without an id").isEqualTo(Noted.KNOWN);
    assertThat(convert(run, mail + ",\"id\":\"o-1\",\"value\":9.5}")).isEqualTo(Noted.COUNTED);
    assertThat(convert(run, mail + ",\"id\":\"o-1\",\"value\":9.5}")).isEqualTo(Noted.KNOWN);
    assertThat(convert(run, "{\"contact\":\"" + id + "\"}"))
        .as("nothing was sent to him yet")
        .isEqualTo(Noted.NO_RECIPIENT);
    ledger.sent(run, List.of(3L), Map.of(), NOON);
    assertThat(convert(run, "{\"contact\":\"" + id + "\",\"value\":-1}")).isEqualTo(Noted.COUNTED);
    assertThat(convert(run, "{\"contact\":\"999999999\"}")).isEqualTo(Noted.NO_RECIPIENT);
    assertThat(convert(run + 1, mail + "}")).isEqualTo(Noted.NO_RECIPIENT);

    assertThat(rows(run, CampaignReport.By.VARIANT, Optional.empty()).get(0).totals().conversions())
        .isEqualTo(new Totals.Conversions(2, 3, 8.5));
  }

  @Test
  default void shouldNotCountWithoutEnd() {
    DatabaseCampaignLedger ledger = ledger();
    Campaign campaign = frozen(ledger);
    long run = campaign.run().number();
    ledger.sent(run, List.of(1L), Map.of(), NOON);
    change("update campaign_mail set conversions = 1000 where place = 1");
    String mail = CampaignMailId.of(campaign.run().startedAt().orElseThrow(), run, 1).text();

    assertThat(convert(run, "{\"mail\":\"" + mail + "\",\"id\":\"more\"}"))
        .isEqualTo(Noted.TOO_MANY);
  }
}
