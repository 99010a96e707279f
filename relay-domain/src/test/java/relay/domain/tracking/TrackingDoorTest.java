package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tracking.TestLinks.NOON;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.identity.TestTokens;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.IpLiteral;
import relay.domain.tracking.TrackingAnswer.Expired;
import relay.domain.tracking.TrackingAnswer.Nothing;
import relay.domain.tracking.TrackingAnswer.Onward;
import relay.domain.tracking.TrackingAnswer.Picture;
import relay.domain.tracking.TrackingAnswer.TooMany;
import relay.domain.tracking.TrackingAnswer.Unknown;

/** What comes back by tracked addresses, and who comes to break in. */
class TrackingDoorTest {
  private static final String TARGET = "https://a.example/offer?uid=4711#top";
  private final TrackedLinks links = TestTracking.links(1);
  private final PaperJournal journal = new PaperJournal();
  private TrackingSettings settings = TestTracking.settings();
  private Instant now = NOON.plusSeconds(600);
  private final TrackingDoor door =
      new TrackingDoor(
          links, new VisitJudge(() -> settings), new VisitLog(journal), () -> settings, () -> now);

  /** Keeps events, or cannot. */
  private static final class PaperJournal implements Journal {
    private final List<MailEvent> events = new ArrayList<>();
    private boolean isAway;

    @Override
    public void write(List<MailEvent> more) {
      if (isAway) {
        throw new JournalUnavailable("the disk is full", null);
      }
      events.addAll(more);
    }

    @Override
    public void writeDurably(List<MailEvent> more) {
      write(more);
    }
  }

  private static Visitor from(String address) {
    InetAddress client = IpLiteral.parse(address).orElseThrow();
    return new Visitor(client, "Mozilla/5.0 (X11) Firefox/130.0", true, false);
  }

  private static Visitor person() {
    return from("203.0.113.7");
  }

  private String click() {
    return links.make(TestLinks.click(3, TARGET));
  }

  @Test
  void shouldLeadOnAndWriteDownWhoClickedWhatWhen() {
    assertThat(door.click(click(), person())).isEqualTo(new Onward(TARGET));

    assertThat(journal.events).hasSize(1);
    MailEvent event = journal.events.get(0);
    assertThat(event.type()).isEqualTo(EventType.CLICKED);
    assertThat(event.at()).isEqualTo(now);
    assertThat(event.mail()).contains(TestLinks.MAIL);
    assertThat(event.recipient()).contains(TestLinks.BOB);
    assertThat(event.details())
        .containsEntry("tenant", "acme")
        .containsEntry("stream", "news")
        .containsEntry("campaign", "spring")
        .containsEntry("link", "https://a.example/offer")
        .containsEntry("link_number", 3L)
        .containsEntry("machine", false)
        .doesNotContainKeys("client", "user", "reason", "revised");
  }

  @Test
  void shouldShowThePictureAndWriteDownTheOpen() {
    assertThat(door.open(links.make(TestLinks.open()), person())).isEqualTo(new Picture());

    assertThat(journal.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventType.OPENED);
              assertThat(event.recipient()).contains(TestLinks.BOB);
              assertThat(event.details()).doesNotContainKeys("link", "link_number");
            });
  }

  @Test
  void shouldWriteNothingAboutAPersonWhereNobodyIsToKnow() {
    door.click(links.make(TestLinks.aggregateClick(1, TARGET)), person());

    MailEvent event = journal.events.get(0);
    assertThat(event.mail()).isEmpty();
    assertThat(event.recipient()).isEmpty();
    assertThat(event.details().toString()).doesNotContain("203.0.113", "Firefox", "4711");
  }

  @Test
  void shouldReadBackWhatItWrote() {
    door.click(click(), person());
    door.open(links.make(TestLinks.open()), new Visitor(person().client(), "", true, false));

    List<VisitEvent> read =
        journal.events.stream().map(e -> VisitEvent.in(e).orElseThrow()).toList();
    assertThat(read.get(0))
        .isEqualTo(
            new VisitEvent(
                true,
                now,
                TestLinks.NEWS,
                TestLinks.click(3, TARGET).recipient(),
                "https://a.example/offer",
                3,
                false,
                "",
                false));
    assertThat(read.get(1).isMachine()).isTrue();
    assertThat(read.get(1).why()).isEqualTo("no-agent");
    assertThat(read).extracting(VisitEvent::event).isEqualTo(journal.events);
  }

  @Test
  void shouldTellBurstsAsRevisions() {
    for (int i = 1; i <= 3; i++) {
      door.click(links.make(TestLinks.click(i, "https://a.example/" + i)), person());
    }

    assertThat(journal.events).hasSize(5);
    assertThat(journal.events.subList(3, 5))
        .allSatisfy(e -> assertThat(e.details()).containsEntry("revised", true));
  }

  @Test
  void shouldAnswerHeadAndCountItAsNothing() {
    var head = new Visitor(person().client(), "Mozilla/5.0 (X11)", false, false);

    assertThat(door.click(click(), head)).isEqualTo(new Onward(TARGET));
    assertThat(door.open(links.make(TestLinks.open()), head)).isEqualTo(new Picture());
    assertThat(journal.events).isEmpty();
  }

  @Test
  void shouldLeadNobodyAnywhereByTheTrap() {
    assertThat(door.click(links.make(TestLinks.trap()), person())).isEqualTo(new Nothing());
    assertThat(journal.events).isEmpty();
  }

  @Test
  void shouldLeaveTheWayOnFromAnOldLinkToThePerson() {
    now = NOON.plus(TestTokens.of(1).lifetime()).plusSeconds(1);

    assertThat(door.click(click(), person())).isEqualTo(new Expired(TARGET));
    assertThat(door.open(links.make(TestLinks.open()), person())).isEqualTo(new Picture());
    assertThat(journal.events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "//evil.example",
        "https://evil.example/",
        "https:%2F%2Fevil.example",
        "?url=https://evil.example",
        "a\r\nLocation: https://evil.example",
        "%0d%0aSet-Cookie:a=b",
        "\u0000",
        "..",
        "../../admin",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "null",
        "\ud800",
      })
  void shouldLeadNowhereByWordsThatItDidNotMake(String word) {
    assertThat(door.click(word, person())).isEqualTo(new Unknown());
    assertThat(door.open(word, person())).isEqualTo(new Unknown());
    assertThat(journal.events).isEmpty();
  }

  @Test
  void shouldLeadNowhereByAHugeWord() {
    assertThat(door.click("A".repeat(1 << 20), person())).isEqualTo(new Unknown());
  }

  @Test
  void shouldNotTakeThePictureForALinkNorALinkForThePicture() {
    assertThat(door.click(links.make(TestLinks.open()), person())).isEqualTo(new Unknown());
    assertThat(door.open(click(), person())).isEqualTo(new Unknown());
    assertThat(door.open(links.make(TestLinks.trap()), person())).isEqualTo(new Unknown());
    now = NOON.plus(TestTokens.of(1).lifetime()).plusSeconds(1);
    assertThat(door.click(links.make(TestLinks.open()), person())).isEqualTo(new Unknown());
    assertThat(door.open(click(), person())).isEqualTo(new Unknown());
    assertThat(journal.events).isEmpty();
  }

  @Test
  void shouldStopListeningToWhoGuesses() {
    settings = TestTracking.settings("tracking.wrong-per-minute", "5");
    for (int i = 0; i < 5; i++) {
      assertThat(door.click("guess" + i, person())).isEqualTo(new Unknown());
    }

    assertThat(door.click("guess", person())).isEqualTo(new TooMany());
    assertThat(door.open("guess", person())).isEqualTo(new TooMany());
    assertThat(door.click("guess", from("203.0.113.8"))).isEqualTo(new Unknown());
    assertThat(door.click(click(), person())).as("genuine").isEqualTo(new Onward(TARGET));
  }

  @Test
  void shouldLeadOnWhenOneClientFloodsAndWriteDownWithinItsBound() {
    settings = TestTracking.settings("tracking.visits-per-minute", "10");
    for (int i = 0; i < 50; i++) {
      assertThat(door.click(click(), person())).isEqualTo(new Onward(TARGET));
    }
    assertThat(journal.events).hasSize(10);

    door.click(click(), from("203.0.113.8"));
    assertThat(journal.events).hasSize(11);
  }

  @Test
  void shouldLeadOnWhenAllFloodAndWriteDownWithinTheirBound() {
    settings = TestTracking.settings("tracking.visits-per-second", "20");
    for (int i = 0; i < 100; i++) {
      assertThat(door.click(click(), from("203.0.113." + i))).isEqualTo(new Onward(TARGET));
    }

    assertThat(journal.events).hasSize(20);
    now = now.plusSeconds(1);
    door.click(click(), from("203.0.113.200"));
    assertThat(journal.events).hasSize(21);
  }

  @Test
  void shouldLeadOnWhileTheJournalIsAwayAndWriteWhatFoundRoomLater() {
    settings = TestTracking.settings("tracking.waiting-max", "3");
    journal.isAway = true;
    for (int i = 0; i < 5; i++) {
      assertThat(door.click(click(), person())).isEqualTo(new Onward(TARGET));
    }
    journal.isAway = false;

    door.open(links.make(TestLinks.open()), from("203.0.113.9"));

    assertThat(journal.events).hasSize(3);
  }
}
