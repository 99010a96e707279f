package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static relay.domain.tracking.TestLinks.NOON;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.IpLiteral;

/** How machines are told from people. */
class VisitJudgeTest {
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
  private static final Instant LATER = NOON.plusSeconds(3_600);
  private final TrackingSettings settings = TestTracking.settings();
  private final VisitJudge judge = new VisitJudge(() -> settings);

  private static InetAddress at(String address) {
    return IpLiteral.parse(address).orElseThrow();
  }

  private static Visitor person() {
    return new Visitor(at("203.0.113.7"), BROWSER, true, false);
  }

  private static Visitor agent(String agent) {
    return new Visitor(at("203.0.113.7"), agent, true, false);
  }

  private static TrackedLink link(int number) {
    return TestLinks.click(number, "https://a.example/" + number);
  }

  private VisitVerdict verdict(TrackedLink link, Visitor visitor, Instant now) {
    List<Visit> told = judge.judge(link, visitor, now);
    assertThat(told).hasSize(1);
    return told.get(0).verdict();
  }

  @Test
  void shouldTakeABrowserForAPerson() {
    assertThat(verdict(link(1), person(), LATER)).isEqualTo(new VisitVerdict(false, ""));
    assertThat(verdict(TestLinks.open(), person(), LATER)).isEqualTo(new VisitVerdict(false, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPEN|Mozilla/5.0|203.0.113.7|true|apple-mail-privacy",
        "OPEN|Mozilla/5.0 (Macintosh)|17.58.1.2|true|apple-mail-privacy",
        "CLICK|Mozilla/5.0 (Windows NT 10.0)|40.94.30.1|true|microsoft-safe-links",
        "CLICK|Mozilla/5.0 (Windows NT 10.0)|209.222.82.9|true|barracuda",
        "CLICK|Mozilla/5.0 (Windows NT 10.0)|67.231.152.1|true|proofpoint",
        "CLICK|Mozilla/5.0 (Windows NT 10.0)|185.58.86.3|true|mimecast",
        "CLICK|Slackbot-LinkExpanding 1.0|203.0.113.7|true|link-preview",
        "CLICK|Mozilla/5.0 HeadlessChrome/120.0|203.0.113.7|true|headless-browser",
        "CLICK|CURL/8.5|203.0.113.7|true|program",
        "OPEN|python-requests/2.31|203.0.113.7|true|program",
        "CLICK|SomeBot/1.0 (+https://x)|203.0.113.7|true|robot",
        "OPEN|Mozilla/5.0 (via ggpht.com GoogleImageProxy)|66.249.84.1|false|google-image-proxy",
        "OPEN|YahooMailProxy; https://help.yahoo.com|203.0.113.7|false|yahoo-image-proxy",
        "OPEN|Mozilla/5.0 ms-office; MSOffice 16|203.0.113.7|false|outlook-picture",
        "CLICK|Mozilla/5.0 (via ggpht.com GoogleImageProxy)|66.249.84.1|false|''",
      })
  void shouldKnowProxiesAndScannersByTheFactsOfItsFile(
      VisitKind kind, String agent, String address, boolean isMachine, String why) {
    var visitor = new Visitor(at(address), agent, true, false);
    TrackedLink link = kind == VisitKind.OPEN ? TestLinks.open() : link(1);

    assertThat(verdict(link, visitor, LATER)).isEqualTo(new VisitVerdict(isMachine, why));
  }

  @Test
  void shouldTakeWhoDoesNotSayWhatHeIsForAMachine() {
    assertThat(verdict(link(1), agent(""), LATER)).isEqualTo(VisitVerdict.machine("no-agent"));
    assertThat(verdict(link(2), agent(" "), LATER)).isEqualTo(VisitVerdict.machine("no-agent"));
  }

  @Test
  void shouldTakeAPrefetchForAMachine() {
    var visitor = new Visitor(at("203.0.113.7"), BROWSER, true, true);

    assertThat(verdict(link(1), visitor, LATER)).isEqualTo(VisitVerdict.machine("prefetch"));
  }

  @Test
  void shouldTakeWhoComesTooSoonForAMachine() {
    Instant early = NOON.plus(settings.early()).minusMillis(1);

    assertThat(verdict(link(1), person(), early)).isEqualTo(VisitVerdict.machine("early"));
    assertThat(verdict(link(1), person(), NOON.plus(settings.early())).isMachine()).isFalse();
  }

  @Test
  void shouldTakeEvenAProxyOfPeopleForAMachineWhenItComesTooSoon() {
    assertThat(verdict(TestLinks.open(), agent("x GoogleImageProxy"), NOON))
        .isEqualTo(VisitVerdict.machine("early"));
  }

  @Test
  void shouldTellThatTheFirstClicksOfABurstWereAMachinesToo() {
    assertThat(verdict(link(1), person(), LATER).isMachine()).isFalse();
    assertThat(verdict(link(2), person(), LATER.plusSeconds(1)).isMachine()).isFalse();

    List<Visit> told = judge.judge(link(3), person(), LATER.plusSeconds(2));

    assertThat(told)
        .extracting(v -> v.link().number(), v -> v.verdict().why(), Visit::revised, Visit::at)
        .containsExactly(
            tuple(3, "many-links", false, LATER.plusSeconds(2)),
            tuple(1, "many-links", true, LATER),
            tuple(2, "many-links", true, LATER.plusSeconds(1)));
    assertThat(told).allMatch(v -> v.verdict().isMachine());
  }

  @Test
  void shouldTakeWhatFollowsABurstForTheSameMachineForAWhile() {
    for (int i = 1; i <= 3; i++) {
      judge.judge(link(i), person(), LATER);
    }

    assertThat(verdict(link(4), person(), LATER.plus(VisitJudge.MARK).minusMillis(1)))
        .isEqualTo(VisitVerdict.machine("many-links"));
    assertThat(verdict(link(4), person(), LATER.plus(VisitJudge.MARK)).isMachine()).isFalse();
  }

  @Test
  void shouldLetAPersonFollowTheSameLinkOftenOrManyLinksSlowly() {
    for (int i = 0; i < 10; i++) {
      assertThat(verdict(link(1), person(), LATER.plusMillis(i)).isMachine()).isFalse();
    }
    Duration pause = settings.burstTime().plusMillis(1);
    for (int i = 1; i < 10; i++) {
      Instant then = LATER.plus(pause.multipliedBy(i));
      assertThat(verdict(link(i), person(), then).isMachine()).isFalse();
    }
  }

  @Test
  void shouldTellRecipientsApartWhereLinksDo() {
    var alice =
        new TrackedRecipient(
            TestLinks.MAIL, relay.domain.mail.EmailAddress.parse("alice@example.org"));
    judge.judge(link(1), person(), LATER);
    judge.judge(link(2), person(), LATER);
    var hers =
        new TrackedLink(
            VisitKind.CLICK,
            TestLinks.NEWS,
            NOON,
            3,
            java.util.Optional.of(alice),
            "https://a.example/3");

    assertThat(verdict(hers, person(), LATER).isMachine()).isFalse();
  }

  @Test
  void shouldTellVisitorsOfAnAggregateStreamApartByAddress() {
    for (int i = 1; i <= 2; i++) {
      judge.judge(TestLinks.aggregateClick(i, "https://a.example/" + i), person(), LATER);
    }
    var other = new Visitor(at("203.0.113.8"), BROWSER, true, false);
    TrackedLink third = TestLinks.aggregateClick(3, "https://a.example/3");

    assertThat(verdict(third, other, LATER).isMachine()).isFalse();
    assertThat(judge.judge(third, person(), LATER)).hasSize(3);
  }

  @Test
  void shouldCountHeadAsNothingAndRememberIt() {
    var head = new Visitor(at("203.0.113.7"), BROWSER, false, false);

    assertThat(judge.judge(link(1), head, LATER)).isEmpty();
    assertThat(judge.judge(TestLinks.open(), head, LATER)).isEmpty();
    assertThat(verdict(link(1), person(), LATER.plusSeconds(1)))
        .isEqualTo(VisitVerdict.machine("head"));
  }

  @Test
  void shouldCountTheTrapAsNothingAndRememberWhoFellIntoIt() {
    assertThat(judge.judge(TestLinks.trap(), person(), LATER)).isEmpty();
    assertThat(verdict(link(1), person(), LATER)).isEqualTo(VisitVerdict.machine("trap-link"));
  }

  @Test
  void shouldKeepTheBetterReasonOfAKnownScannerInABurst() {
    var scanner = new Visitor(at("40.94.30.1"), BROWSER, true, false);
    judge.judge(link(1), scanner, LATER);
    judge.judge(link(2), scanner, LATER);

    List<Visit> told = judge.judge(link(3), scanner, LATER);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).verdict()).isEqualTo(VisitVerdict.machine("microsoft-safe-links"));
  }

  @Test
  void shouldForgetTheOldestOfTooManyVisitors() {
    judge.judge(TestLinks.trap(), person(), LATER);
    for (int i = 0; i < VisitJudge.VISITORS_MAX; i++) {
      var client = at("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
      var visitor = new Visitor(client, BROWSER, true, false);
      judge.judge(TestLinks.aggregateClick(1, "https://a.example/"), visitor, LATER);
    }

    assertThat(verdict(link(1), person(), LATER).isMachine()).isFalse();
  }

  @Test
  void shouldRefuseAFileOfFactsThatMeansNothing() {
    for (String line :
        List.of(
            "name machine both agent",
            "name robot both agent x",
            "name machine all agent x",
            "name machine both words x",
            "name machine both network 10.0.0.0/99")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> KnownVisitors.of(List.of(line)))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(KnownVisitors.of(List.of("", "# words")).find(VisitKind.OPEN, person())).isEmpty();
  }
}
