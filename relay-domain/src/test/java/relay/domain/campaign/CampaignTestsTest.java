package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.campaign.CampaignWorld.NOON;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.campaign.report.CampaignReport.Row;
import relay.domain.campaign.report.Totals;
import relay.domain.campaign.variant.TestCourse;
import relay.domain.campaign.variant.TestCourse.Won;
import relay.domain.control.OrderDesk.Answer;
import relay.domain.mail.Lane;
import relay.domain.tenancy.TrackingMode;
import relay.domain.tracking.VisitCounts.Count;

/** From the sample over the wait to the winner, whatever dies in between. */
class CampaignTestsTest {
  private static final Shard ALL = new Shard(1, 1_000);
  private static final String FORMS =
      ",\"stream\":\"told\",\"variants\":{\"a\":{},\"b\":{\"subject\":\"For {{name}}\"}},\"test\":";
  private final CampaignWorld world = new CampaignWorld();

  @BeforeEach
  void fill() {
    world.contacts(400);
    world.put(aStream("acme", "told").lane(Lane.BULK).tracking(TrackingMode.IDENTIFIED).build());
  }

  private Campaign sampled(String test) {
    world.draft("spring", FORMS + "{\"sample\":25," + test + "}");
    Campaign campaign = world.running("spring");
    world.chunk(campaign, ALL, 400);
    // every look is a new process: nothing is known but what was written down
    world.round().look();
    return world.campaign("spring");
  }

  private void clicked(long ofA, long ofB, long delivered) {
    world.results = List.of(row("1", ofA, delivered), row("2", ofB, delivered));
  }

  private static Row row(String form, long clicks, long delivered) {
    var none = new Count(0, 0);
    return new Row(
        form,
        new Totals(
            delivered,
            delivered,
            delivered,
            0,
            0,
            0,
            none,
            new Count(clicks, 7),
            Totals.Conversions.NONE));
  }

  private Optional<Won> won() {
    return world.campaign("spring").run().test().won();
  }

  @Test
  void shouldSendTheSampleThenTheWinnerToTheRest() {
    Campaign campaign = sampled("\"wait\":\"PT2H\"");
    int sample = world.queues.mails().size();
    assertThat(sample).isBetween(60, 140);
    assertThat(campaign.run().test().sentAt()).contains(NOON);
    clicked(100, 140, 1_000);

    world.pass(Duration.ofHours(2).minusMillis(1));
    world.round().look();
    assertThat(won()).isEmpty();
    world.pass(Duration.ofMillis(1));
    world.round().look();
    assertThat(won().orElseThrow().variant()).isEqualTo("b");
    assertThat(won().orElseThrow().by()).isEqualTo(TestCourse.By.TEST);
    assertThat(won().orElseThrow().chance().orElseThrow()).isBetween(0.0059, 0.00592);
    world.round().look();
    world.chunk(world.campaign("spring"), ALL, 400);

    Map<String, Long> rest =
        world.queues.mails().stream()
            .skip(sample)
            .collect(Collectors.groupingBy(m -> m.owner().variant(), Collectors.counting()));
    assertThat(rest).containsExactlyEntriesOf(Map.of("b", 400L - sample));
    assertThat(world.addresses()).hasSize(400).doesNotHaveDuplicates();
  }

  @Test
  void shouldTakeTheBestSoFarWhenNothingIsClear() {
    sampled("\"wait\":\"PT2H\"");
    clicked(101, 100, 1_000);

    world.pass(Duration.ofHours(2));
    world.round().look();

    assertThat(won().orElseThrow().variant()).isEqualTo("a");
    assertThat(won().orElseThrow().by()).isEqualTo(TestCourse.By.BEST_SO_FAR);
  }

  @Test
  void shouldAskWhenNothingIsClearAndItIsToAsk() {
    sampled("\"wait\":\"PT2H\",\"undecided\":\"ask\"");
    clicked(101, 100, 1_000);
    world.pass(Duration.ofHours(2));
    world.round().look();
    world.round().look();
    long version = world.campaign("spring").version();
    world.round().look();
    assertThat(won()).isEmpty();
    assertThat(world.campaign("spring").run().problem()).contains("name the form");
    assertThat(world.campaign("spring").version()).as("asks once").isEqualTo(version);

    Answer<Campaign> answer = world.desk.winner("acme", "spring", "b", CampaignWorld.ANN);
    world.round().look();

    assertThat(answer).isInstanceOf(Answer.Done.class);
    assertThat(won().orElseThrow().by()).isEqualTo(TestCourse.By.PERSON);
    assertThat(world.campaign("spring").run().problem()).isEmpty();
    assertThat(world.ledger().counts(1).of(MailFate.RESERVED)).isZero();
  }

  @Test
  void shouldDecideLaterWhatBecameClearWhileItAsked() {
    sampled("\"wait\":\"PT2H\",\"undecided\":\"ask\"");
    clicked(101, 100, 1_000);
    world.pass(Duration.ofHours(2));
    world.round().look();
    clicked(100, 140, 1_000);
    world.round().look();

    assertThat(won().orElseThrow().by()).isEqualTo(TestCourse.By.TEST);
  }

  @Test
  void shouldNotBeFinishedWhileTheRestWaits() {
    sampled("\"wait\":\"PT2H\"");
    world.queues.mails().forEach(m -> world.ledger.fate(m.entry().mail(), MailFate.DELIVERED));

    world.round().look();

    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.RUNNING);
    assertThat(world.ledger().counts(1).open()).isPositive();
  }

  @Test
  void shouldNotBeginToWaitBeforeTheSampleIsSent() {
    world.draft("spring", FORMS + "{\"sample\":50}");
    Campaign campaign = world.running("spring");
    world.chunk(campaign, ALL, 10);

    world.round().look();

    assertThat(world.campaign("spring").run().test().sentAt()).isEmpty();
  }

  @Test
  void shouldHaveOneWinnerOnly() {
    sampled("\"wait\":\"PT2H\"");

    assertThat(world.desk.winner("acme", "spring", "b", CampaignWorld.ANN))
        .isInstanceOf(Answer.Done.class);
    assertThat(world.desk.winner("acme", "spring", "b", CampaignWorld.ANN))
        .as("again")
        .isInstanceOf(Answer.Done.class);
    assertThat(refusal("a")).contains("the rest get b already");
  }

  @ParameterizedTest
  @CsvSource({"spring, z, no variant", "plain, a, no test", "draft, a, nobody who waits"})
  void shouldSayWhyNobodyCanWin(String id, String variant, String why) {
    sampled("\"wait\":\"PT2H\"");
    world.draft("plain", "");
    world.draft("draft", FORMS + "{\"sample\":50}");

    assertThat(world.desk.winner("acme", id, variant, CampaignWorld.ANN))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.why()).contains(why));
    assertThat(world.desk.winner("acme", "none", "a", CampaignWorld.ANN))
        .isInstanceOf(Answer.Missing.class);
  }

  private String refusal(String variant) {
    return ((Answer.Refused<?>) world.desk.winner("acme", "spring", variant, CampaignWorld.ANN))
        .why();
  }

  @Test
  void shouldSkipTheRestWhenItIsStopped() {
    sampled("\"wait\":\"PT2H\"");
    int sample = world.queues.mails().size();

    world.order("spring", CampaignTurn.STOP);
    world.round().look();

    assertThat(world.ledger().counts(1).skips()).containsEntry("stopped", 400L - sample);
  }

  @Test
  void shouldKeepWhatItKnowsOfATestOverAPause() {
    sampled("\"wait\":\"PT2H\"");
    world.order("spring", CampaignTurn.PAUSE);
    world.pass(Duration.ofHours(3));
    world.round().look();
    assertThat(won()).as("nothing is decided meanwhile").isEmpty();

    world.order("spring", CampaignTurn.RESUME);
    world.round().look();

    assertThat(won()).isPresent();
    assertThat(world.campaign("spring").run().test().sentAt()).contains(NOON);
  }
}
