package relay.domain.campaign;

import java.lang.System.Logger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.Totals;
import relay.domain.campaign.variant.Proportion;
import relay.domain.campaign.variant.TestCourse;
import relay.domain.campaign.variant.TestCourse.Won;
import relay.domain.campaign.variant.TestScore;
import relay.domain.campaign.variant.VariantTest;

/**
 * Tries the forms of a campaign's mail on its sample, waits, and lets the rest go with the one that
 * won. All that it knows stands in the campaign and in the ledger, so that it goes on after a crash
 * wherever it was. Thread-safe.
 */
public final class CampaignTests {
  /** Rows that one statement lets go, and statements in one look at a campaign. */
  static final int RELEASED_AT_ONCE = 10_000;

  private static final int RELEASES_MAX = 10;
  private static final Logger LOG = System.getLogger(CampaignTests.class.getName());
  private final CampaignLedger ledger;
  private final CampaignReport report;

  public CampaignTests(CampaignLedger ledger, CampaignReport report) {
    this.ledger = ledger;
    this.report = report;
  }

  /**
   * Does what is next for a running campaign of which recipients are kept back.
   *
   * @return the campaign as it is to be from now on; empty when it stays as it is
   */
  Optional<Campaign> look(Campaign campaign, CampaignLedger.Rest rest, Instant now) {
    Optional<VariantTest> test = campaign.plan().variants().test();
    if (test.isEmpty() || !rest.hasReserved()) {
      return Optional.empty();
    }
    TestCourse course = campaign.run().test();
    if (course.won().isPresent()) {
      release(campaign, course.won().get(), now);
      return Optional.empty();
    }
    if (rest.hasWaiting()) {
      return Optional.empty();
    }
    if (course.sentAt().isEmpty()) {
      return Optional.of(
          campaign.with(campaign.run().tested(new TestCourse(Optional.of(now), course.won()))));
    }
    return now.isBefore(course.sentAt().get().plus(test.get().delay()))
        ? Optional.empty()
        : decided(campaign, test.get(), now);
  }

  private Optional<Campaign> decided(Campaign campaign, VariantTest test, Instant now) {
    TestScore score = score(campaign, test);
    if (score.isSignificant() || test.undecided() == VariantTest.Undecided.BEST) {
      var by = score.isSignificant() ? TestCourse.By.TEST : TestCourse.By.BEST_SO_FAR;
      var won = new Won(score.best(), by, now, Optional.of(score.chance()));
      LOG.log(Logger.Level.INFO, campaign.key() + " goes on with form " + score.best());
      return Optional.of(
          campaign.with(campaign.run().tested(campaign.run().test().with(won)).troubled("")));
    }
    String asked = "its test has told nothing: name the form that the rest get";
    return campaign.run().problem().equals(asked)
        ? Optional.empty()
        : Optional.of(campaign.with(campaign.run().troubled(asked)));
  }

  /** How a test stands now, by those whose mail was delivered. */
  public TestScore score(Campaign campaign, VariantTest test) {
    int forms = campaign.plan().variants().all().size();
    List<Proportion> results = new ArrayList<>();
    for (int i = 0; i < forms; i++) {
      results.add(new Proportion(0, 0));
    }
    var asked =
        new CampaignReport.Question(
            campaign.tenant(),
            campaign.run().number(),
            CampaignReport.By.VARIANT,
            Optional.empty());
    for (CampaignReport.Row row : report.rows(asked)) {
      int number = Integer.parseInt(row.name());
      if (number > 0 && number <= forms) {
        results.set(number - 1, result(test, row.totals()));
      }
    }
    return TestScore.of(test, campaign.plan().variants().all(), results);
  }

  /** One that complained, or bounced later, may have clicked before: nobody counts twice. */
  private static Proportion result(VariantTest test, Totals totals) {
    long hits =
        switch (test.metric()) {
          case CLICKS -> totals.clicks().people();
          case OPENS -> totals.opens().people();
          case CONVERSIONS -> totals.conversions().people();
        };
    return new Proportion(Math.min(hits, totals.delivered()), totals.delivered());
  }

  private void release(Campaign campaign, Won won, Instant now) {
    int variant = campaign.plan().variants().numberOf(won.variant());
    for (int i = 0; i < RELEASES_MAX; i++) {
      if (ledger.release(campaign.run().number(), variant, RELEASED_AT_ONCE, now) == 0) {
        return;
      }
    }
  }
}
