package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.campaign.series.Occurrence;
import relay.domain.campaign.series.SeriesOrder;
import relay.domain.campaign.series.SeriesState;
import relay.domain.contacts.ContactListKind;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.control.OrderDesk.Answer;
import relay.domain.journal.EventType;

/** Series on a virtual clock, which stands at noon of 1 January 2026 (a Thursday) at first. */
class SeriesRoundTest {
  private static final String DAILY = "\"campaign\":\"spring\",\"every\":\"day\"";
  private static final Duration DAY = Duration.ofDays(1);
  private final CampaignWorld world = new CampaignWorld();

  @BeforeEach
  void begin() {
    world.contacts(3);
    world.draft("spring", "");
  }

  private void start(String fields) {
    world.series("daily", fields);
    order(SeriesOrder.START);
  }

  private Answer<Series> order(SeriesOrder order) {
    return world.seriesDesk().order("acme", "daily", order, CampaignWorld.ANN);
  }

  /** A look of one node at series and campaigns. */
  private void look() {
    world.seriesRound(CampaignWorld.NODE).look();
    world.round().look();
  }

  private void lookAfter(Duration time) {
    world.pass(time);
    look();
  }

  private List<String> campaigns() {
    return world.series("daily").campaigns(world.store.state()).stream()
        .map(each -> each.id() + " " + each.state().label())
        .toList();
  }

  private void finish(String id) {
    Campaign campaign = world.campaign(id);
    world.put(campaign.key(), campaign.run().in(CampaignState.FINISHED, world.now()));
  }

  @Test
  void shouldBeginACampaignOfItsOwnEachTime() {
    start(DAILY);
    look();
    assertThat(campaigns()).containsExactly("daily-2026-01-01 preparing");

    lookAfter(DAY);
    assertThat(campaigns())
        .containsExactly("daily-2026-01-01 running", "daily-2026-01-02 preparing");
    world.round().look();
    Campaign first = world.campaign("daily-2026-01-01");
    Campaign second = world.campaign("daily-2026-01-02");
    assertThat(first.run().number()).isNotEqualTo(second.run().number());
    assertThat(first.series()).isEqualTo("daily");
    assertThat(second.run().startedAt()).contains(CampaignWorld.NOON.plus(DAY));
    assertThat(world.campaign("spring").state()).isEqualTo(CampaignState.DRAFT);
    assertThat(world.series("daily").run().count()).isEqualTo(2);
  }

  @Test
  void shouldSendWhatItsCampaignIsAtThatTime() {
    start(DAILY);
    look();
    look();
    world.contact(4);
    world.publish();
    Campaign draft = world.campaign("spring");
    world.store.apply(
        new ControlChange.Replace(
            CampaignKind.CAMPAIGN.read(
                draft.key(),
                draft.version(),
                relay.domain.control.ControlJson.read(
                    "{" + CampaignWorld.PLAN + ",\"title\":\"new\"}"))),
        CampaignWorld.ANN);

    lookAfter(DAY);
    world.round().look();

    assertThat(world.campaign("daily-2026-01-01").plan().title()).isEmpty();
    assertThat(world.campaign("daily-2026-01-02").plan().title()).isEqualTo("new");
    assertThat(world.campaign("daily-2026-01-01").plan().templateVersion()).contains(1);
    assertThat(world.campaign("daily-2026-01-02").plan().templateVersion()).contains(2);
    assertThat(world.ledger.rest(world.campaign("daily-2026-01-02").run().number()).recipients())
        .isEqualTo(4);
  }

  @Test
  void shouldBeginNothingBeforeItIsDue() {
    start(DAILY + ",\"first_day\":\"2026-01-03\"");

    look();
    lookAfter(DAY.multipliedBy(2).minusMillis(1));
    assertThat(campaigns()).isEmpty();
    lookAfter(Duration.ofMillis(1));
    assertThat(campaigns()).containsExactly("daily-2026-01-03 preparing");
  }

  @Test
  void shouldBeginEachOnceHoweverManyNodesLook() {
    start(DAILY);
    ControlState before = world.store.state();
    SeriesRound behind =
        new SeriesRound(() -> before, world.store, world.journal, "b", () -> world.now());

    world.seriesRound("a").look();
    behind.look();
    world.seriesRound("b").look();

    assertThat(campaigns()).containsExactly("daily-2026-01-01 scheduled");
    assertThat(world.series("daily").state()).isEqualTo(SeriesState.ACTIVE);
    assertThat(world.store.audit())
        .filteredOn(each -> each.contains("create campaign acme/daily-"))
        .hasSize(1);
  }

  @Test
  void shouldAskWhenNoNodeWasThereInTime() {
    start(DAILY);

    lookAfter(Duration.ofHours(2));
    assertThat(campaigns()).containsExactly("daily-2026-01-01 missed");
    world.order("daily-2026-01-01", CampaignTurn.START);
    assertThat(campaigns()).containsExactly("daily-2026-01-01 preparing");
  }

  @Test
  void shouldBeginTheLastAloneOfSeveralThatWereMissed() {
    start(DAILY);

    lookAfter(DAY.multipliedBy(5).plusMinutes(1));

    assertThat(campaigns()).containsExactly("daily-2026-01-06 preparing");
    assertThat(world.series("daily").run().count()).isEqualTo(1);
  }

  @Test
  void shouldEndTheQuestionAboutOneWhenTheNextIsDue() {
    start(DAILY);
    lookAfter(Duration.ofHours(2));

    lookAfter(Duration.ofHours(22));

    assertThat(campaigns())
        .containsExactly("daily-2026-01-01 stopped", "daily-2026-01-02 preparing");
    assertThat(world.campaign("daily-2026-01-01").run().problem()).contains("next one");
  }

  @Test
  void shouldAskWhileOneBeforeItIsPaused() {
    start(DAILY);
    look();
    look();
    world.order("daily-2026-01-01", CampaignTurn.PAUSE);

    lookAfter(DAY);
    assertThat(campaigns()).containsExactly("daily-2026-01-01 paused", "daily-2026-01-02 missed");
    assertThat(world.campaign("daily-2026-01-02").run().problem())
        .isEqualTo("daily-2026-01-01 is paused: start or stop this one");

    world.order("daily-2026-01-01", CampaignTurn.RESUME);
    lookAfter(DAY);
    assertThat(campaigns())
        .containsExactly(
            "daily-2026-01-01 running", "daily-2026-01-02 stopped", "daily-2026-01-03 preparing");
  }

  @Test
  void shouldPassOverWhatIsDueDuringAPause() {
    start(DAILY);
    look();
    order(SeriesOrder.PAUSE);
    lookAfter(DAY);
    lookAfter(DAY.plusHours(1));
    order(SeriesOrder.RESUME);
    look();

    assertThat(campaigns()).hasSize(1);
    lookAfter(Duration.ofHours(23));
    assertThat(campaigns())
        .containsExactly("daily-2026-01-01 running", "daily-2026-01-04 preparing");
  }

  @Test
  void shouldEndAfterSoManyOrAfterItsLastDay() {
    start(DAILY + ",\"max\":2,\"last_day\":\"2026-01-05\"");
    for (int i = 0; i < 8; i++) {
      look();
      world.pass(DAY);
    }
    assertThat(campaigns()).hasSize(2);
    assertThat(world.series("daily").state()).isEqualTo(SeriesState.ENDED);

    world.series("other", DAILY + ",\"last_day\":\"2026-01-10\"");
    world.seriesDesk().order("acme", "other", SeriesOrder.START, CampaignWorld.ANN);
    world.pass(DAY);
    look();
    world.pass(DAY.multipliedBy(9));
    look();
    assertThat(world.series("other").state()).isEqualTo(SeriesState.ENDED);
  }

  @Test
  void shouldNotBeginADayTwiceWhenItsTimeIsChanged() {
    start(DAILY);
    look();
    Series later = world.series("daily");
    world.store.apply(
        new ControlChange.Replace(
            SeriesKind.SERIES.read(
                later.key(),
                later.version(),
                relay.domain.control.ControlJson.read(
                    SeriesKind.SERIES.write(later).toString().replace("\"12:00\"", "\"18:00\"")))),
        CampaignWorld.ANN);

    lookAfter(Duration.ofHours(7));
    assertThat(campaigns()).hasSize(1);
    lookAfter(Duration.ofHours(23));
    assertThat(campaigns()).hasSize(2);
  }

  @Test
  void shouldPassOverADayWhoseCampaignIsThereAlready() {
    world.draft("daily-2026-01-01", "");
    start(DAILY);

    look();
    assertThat(campaigns()).isEmpty();
    assertThat(world.series("daily").state()).isEqualTo(SeriesState.ACTIVE);
    lookAfter(DAY);
    assertThat(campaigns()).containsExactly("daily-2026-01-02 preparing");
  }

  @Test
  void shouldPauseItselfAndTellWhenItsCampaignCannotBegin() {
    start(DAILY);
    world.store.apply(
        new ControlChange.Delete(new ControlKey(ContactListKind.LIST.name(), "acme", "news"), 0),
        CampaignWorld.ANN);

    look();

    assertThat(campaigns()).isEmpty();
    assertThat(world.series("daily").state()).isEqualTo(SeriesState.PAUSED);
    assertThat(world.series("daily").run().problem())
        .isEqualTo("its campaign cannot begin: list must be a list of the tenant");
    assertThat(world.journal.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventType.CAMPAIGN_PAUSED);
              assertThat(event.details().toString()).contains("series daily");
            });
    assertThat(order(SeriesOrder.RESUME)).isInstanceOf(Answer.Done.class);
    assertThat(world.series("daily").run().problem()).isEmpty();
  }

  @Test
  void shouldKeepSoManyOfItsCampaigns() {
    start(DAILY + ",\"keep\":3");
    for (int i = 1; i <= 6; i++) {
      look();
      world.round().look();
      if (i != 2) {
        finish("daily-2026-01-0" + i);
      }
      world.pass(DAY);
    }

    assertThat(campaigns())
        .containsExactly(
            "daily-2026-01-02 running", "daily-2026-01-05 finished", "daily-2026-01-06 finished");
  }

  @Test
  void shouldSendEachByHisOwnClock() {
    start(
        "\"campaign\":\"spring\",\"every\":\"day\",\"recipient_zone\":true,"
            + "\"first_day\":\"2026-01-03\"");

    lookAfter(Duration.ofHours(33));
    assertThat(campaigns()).isEmpty();
    lookAfter(Duration.ofHours(1));

    assertThat(campaigns()).containsExactly("daily-2026-01-03 preparing");
    assertThat(world.campaign("daily-2026-01-03").plan().hours().localStart())
        .contains(java.time.LocalDateTime.parse("2026-01-03T12:00"));
  }

  @Test
  void shouldLeaveOffWhenTheDatabaseIsAway() {
    start(DAILY);
    world.store.setDown(true);
    look();
    world.store.setDown(false);
    look();

    assertThat(campaigns()).hasSize(1);
  }

  @Test
  void shouldTellItsNextTimes() {
    Series series = world.series("daily", DAILY + ",\"max\":3");
    assertThat(series.upcoming(CampaignWorld.NOON.plusSeconds(1), 5))
        .extracting(Occurrence::at)
        .extracting(Instant::toString)
        .containsExactly("2026-01-02T12:00:00Z", "2026-01-03T12:00:00Z", "2026-01-04T12:00:00Z");
    order(SeriesOrder.START);
    look();

    assertThat(world.series("daily").upcoming(world.now(), 5)).hasSize(2);
    assertThat(world.series("daily").upcoming(world.now(), 1)).hasSize(1);
    order(SeriesOrder.END);
    assertThat(world.series("daily").upcoming(world.now(), 5)).isEmpty();
  }

  @Test
  void shouldRefuseOrdersThatMeanNothing() {
    world.series("daily", DAILY);

    assertThat(order(SeriesOrder.PAUSE))
        .isEqualTo(new Answer.Refused<>("a series that is draft cannot pause"));
    assertThat(order(SeriesOrder.START)).isInstanceOf(Answer.Done.class);
    assertThat(order(SeriesOrder.START)).isInstanceOf(Answer.Done.class);
    assertThat(world.seriesDesk().order("acme", "no", SeriesOrder.END, CampaignWorld.ANN))
        .isInstanceOf(Answer.Missing.class);
  }

  /** Two nodes that look at random times, see old states, stand still, and lose the database. */
  @Test
  void shouldBeginNoDayTwiceAndInOrderWhateverHappens() {
    for (int seed = 1; seed <= 50; seed++) {
      var random = new Random(seed);
      var some = new CampaignWorld();
      some.contacts(1);
      some.draft("spring", "");
      some.series("daily", DAILY + ",\"keep\":400");
      some.seriesDesk().order("acme", "daily", SeriesOrder.START, CampaignWorld.ANN);
      ControlState[] seen = {some.store.state(), some.store.state()};
      for (int step = 0; step < 400; step++) {
        some.pass(Duration.ofMinutes(random.nextInt(180)));
        int node = random.nextInt(2);
        if (random.nextInt(3) > 0) {
          seen[node] = some.store.state();
        }
        ControlState view = seen[node];
        some.store.setDown(random.nextInt(10) == 0);
        new SeriesRound(() -> view, some.store, some.journal, "n" + node, () -> some.now()).look();
        some.store.setDown(false);
      }
      List<Campaign> made = some.series("daily").campaigns(some.store.state());
      assertThat(some.series("daily").run().count()).as("seed " + seed).isEqualTo(made.size());
      assertThat(made.size()).as("seed " + seed).isBetween(10, 30);
      assertThat(some.store.audit())
          .as("seed " + seed)
          .filteredOn(each -> each.contains(" create ") && each.contains("daily-2026"))
          .doesNotHaveDuplicates()
          .isSorted();
    }
  }
}
