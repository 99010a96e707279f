package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.BrakeKind.BOUNCE;
import static relay.domain.brake.BrakeKind.HOLD;
import static relay.domain.brake.BrakeKind.RELEASE;
import static relay.domain.brake.BrakeKind.REROUTE;
import static relay.domain.brake.BrakeKind.RETRY_NOW;
import static relay.domain.brake.BrakeKind.STOP;
import static relay.domain.brake.BrakeKind.SUSPEND;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.brake.BrakeVerdict.Ended;
import relay.domain.brake.BrakeVerdict.Free;
import relay.domain.brake.BrakeVerdict.Held;
import relay.domain.mail.QueueId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;

class BrakeBookTest {
  private static final QueueId OTHER = new QueueId("0khr3vqs0abcdefghjkn");

  @Test
  void shouldAskForTheProviderOnlyWhereABrakeThatFitsNamesOne() {
    Brake brake = aBrake(BrakeKind.SUSPEND).stream("news").provider("google").build();
    var asked = new java.util.ArrayList<String>();
    BrakeBook book =
        book(brake)
            .asking(
                domain -> {
                  asked.add(domain);
                  return Optional.of(domain.startsWith("g") ? "google" : "yahoo");
                },
                mail -> List.of());
    var news = new MailTraits("acme", "news", "", "", null, NOON);

    assertThat(book.verdict(news, "g.example", NOON)).isEqualTo(new BrakeVerdict.Held(brake));
    assertThat(book.verdict(news, "y.example", NOON)).isEqualTo(BrakeVerdict.FREE);
    assertThat(asked).containsExactly("g.example", "y.example");

    var codes = new MailTraits("acme", "codes", "", "", null, NOON);
    assertThat(book.verdict(codes, "g.example", NOON)).isEqualTo(BrakeVerdict.FREE);
    assertThat(asked).hasSize(2);
  }

  @Test
  void shouldMatchNoProviderWhileThereIsNobodyToAsk() {
    BrakeBook book = book(aBrake(BrakeKind.SUSPEND).provider("google").build());

    assertThat(book.verdict(new MailTraits("acme", "news", "", "", null, NOON), "g.example", NOON))
        .isEqualTo(BrakeVerdict.FREE);
    assertThat(BrakeBook.EMPTY.asking(d -> Optional.of("google"), m -> List.of()))
        .isSameAs(BrakeBook.EMPTY);
  }

  /** Nobody who hands mail in waits for the DNS. */
  @Test
  void shouldNotAskForTheProviderAtTheDoor() {
    BrakeBook book =
        book(aBrake(BrakeKind.STOP).provider("google").build())
            .asking(d -> Optional.of("google"), m -> List.of());
    var arriving = new MailTraits("acme", "", "", "", null, NOON);

    assertThat(book.hasStops()).isFalse();
    assertThat(book.stop(arriving, "g.example")).isEmpty();
    assertThat(book.verdict(arriving, "g.example", NOON)).isInstanceOf(BrakeVerdict.Held.class);
  }

  @Test
  void shouldSlowByTheSlowestBrakeUnlessAnotherReleases() {
    Brake slow = aBrake(BrakeKind.SLOW).id("slow").perMinute(10).build();
    Brake slower = aBrake(BrakeKind.SLOW).id("slower").perMinute(2).build();
    Brake release = aBrake(BrakeKind.RELEASE).build();
    var traits = new MailTraits("acme", "news", "", "", null, NOON);

    assertThat(book(slow, slower).verdict(traits, "g.example", NOON))
        .isEqualTo(new BrakeVerdict.Free(Optional.empty(), Optional.of(slower), Set.of()));
    assertThat(book(slower, slow).verdict(traits, "g.example", NOON))
        .isEqualTo(new BrakeVerdict.Free(Optional.empty(), Optional.of(slower), Set.of()));
    assertThat(book(slow, release).verdict(traits, "g.example", NOON)).isEqualTo(BrakeVerdict.FREE);
  }

  @Test
  void shouldLetEverythingGoWithoutBrakes() {
    assertThat(BrakeBook.EMPTY.isEmpty()).isTrue();
    assertThat(only(BrakeBook.EMPTY, aMail().build())).isEqualTo(BrakeVerdict.FREE);
  }

  @ParameterizedTest
  @CsvSource({
    "gmail.com, gmail.com, true",
    "gmail.com, mail.gmail.com, false",
    "*.gmail.com, mail.gmail.com, true",
    "*.gmail.com, a.b.gmail.com, true",
    "*.gmail.com, gmail.com, false",
    "*.gmail.com, notgmail.com, false",
    "GMail.com, gmail.com, true",
    "bücher.example, xn--bcher-kva.example, true",
    "xn--bcher-kva.example, bücher.example, true"
  })
  void shouldFindRecipientsByTheirDomain(String pattern, String domain, boolean held) {
    Brake brake = aBrake(SUSPEND).recipientDomain(pattern).build();

    BrakeVerdict verdict = only(book(brake), aMail().to("bob@" + domain).build());

    assertThat(verdict).isEqualTo(held ? new Held(brake) : BrakeVerdict.FREE);
  }

  @Test
  void shouldFindMailByItsSenderAndNeverTheNullPathByADomain() {
    Brake brake = aBrake(HOLD).senderDomain("shop.example").build();

    assertThat(only(book(brake), aMail().from("news@shop.example").build()))
        .isEqualTo(new Held(brake));
    assertThat(only(book(brake), aMail().from("").build())).isEqualTo(BrakeVerdict.FREE);
  }

  @Test
  void shouldDemandEveryConditionOfTheBrake() {
    Brake brake =
        aBrake(HOLD)
            .senderDomain("shop.example")
            .recipientDomain("gmail.com")
            .olderThan(Duration.ofHours(1))
            .build();
    var mail = aMail().from("a@shop.example").to("b@gmail.com");

    assertThat(only(book(brake), mail.build())).isEqualTo(BrakeVerdict.FREE);
    assertThat(only(book(brake), mail.acceptedAt(NOON.minusSeconds(3_601)).build()))
        .isEqualTo(new Held(brake));
  }

  @Test
  void shouldFindOneMailByItsId() {
    Brake brake = aBrake(HOLD).mail(MailBuilder.ID).build();

    assertThat(only(book(brake), aMail().build())).isEqualTo(new Held(brake));
    assertThat(only(book(aBrake(HOLD).mail(OTHER).build()), aMail().build()))
        .isEqualTo(BrakeVerdict.FREE);
  }

  @Test
  void shouldHoldTheMailOfACampaignAndNoOther() {
    Brake hold = aBrake(BrakeKind.HOLD).campaign("spring-sale").build();
    Brake acmes = aBrake(BrakeKind.HOLD).id("b2").tenant("acme").campaign("spring-sale").build();
    var inCampaign =
        new MailTraits("shop", "news", "spring-sale", "shop.example", MailBuilder.ID, NOON);
    var inNone = new MailTraits("shop", "news", "", "shop.example", MailBuilder.ID, NOON);
    var inAnother =
        new MailTraits("shop", "news", "Spring-Sale", "shop.example", MailBuilder.ID, NOON);

    BrakeBook book = book(hold, acmes);

    assertThat(book.verdict(inCampaign, "gmail.com", NOON)).isEqualTo(new Held(hold));
    assertThat(book.verdict(inNone, "gmail.com", NOON)).isEqualTo(BrakeVerdict.FREE);
    assertThat(book.verdict(inAnother, "gmail.com", NOON)).isEqualTo(BrakeVerdict.FREE);
  }

  @Test
  void shouldFindMailByTenantAndStream() {
    var traits = new MailTraits("acme", "news", "", "shop.example", MailBuilder.ID, NOON);
    Brake tenant = aBrake(SUSPEND).tenant("acme").build();
    Brake stream = aBrake(SUSPEND).stream("receipts").build();

    assertThat(book(tenant, stream).verdict(traits, "gmail.com", NOON)).isEqualTo(new Held(tenant));
    assertThat(book(stream).verdict(traits, "gmail.com", NOON)).isEqualTo(BrakeVerdict.FREE);
  }

  @Test
  void shouldLetAReleaseOverrideHoldAndSuspendButNotStop() {
    Brake suspend = aBrake(SUSPEND).build();
    Brake hold = aBrake(HOLD).build();
    Brake release = aBrake(RELEASE).mail(MailBuilder.ID).build();
    Brake stop = aBrake(STOP).build();

    assertThat(only(book(suspend, hold), aMail().build())).isEqualTo(new Held(hold));
    assertThat(only(book(suspend, hold, release), aMail().build())).isEqualTo(BrakeVerdict.FREE);
    assertThat(only(book(suspend, release, stop), aMail().build())).isEqualTo(new Held(stop));
  }

  @Test
  void shouldEndMailBeforeItIsHeld() {
    Brake bounce = aBrake(BOUNCE).recipientDomain("example.org").build();
    Brake hold = aBrake(HOLD).build();

    assertThat(only(book(hold, bounce), aMail().build())).isEqualTo(new Ended(bounce));
  }

  @Test
  void shouldNameTheRouteToTake() {
    Brake reroute = aBrake(REROUTE).route("backup").build();

    assertThat(only(book(reroute, aBrake(RETRY_NOW).build()), aMail().build()))
        .isInstanceOfSatisfying(Free.class, f -> assertThat(f.reroute()).contains(reroute));
  }

  @Test
  void shouldForgetABrakeWhenItsTimeIsOverOrItWasLifted() {
    Brake brake = aBrake(HOLD).until(NOON.plusSeconds(10)).build();
    BrakeBook book = book(brake);

    assertThat(book.verdict(MailTraits.of(aMail().build()), "example.org", NOON.plusSeconds(10)))
        .isEqualTo(BrakeVerdict.FREE);
    assertThat(BrakeBook.of(List.of(brake.lift(NOON, "bob")), NOON).isEmpty()).isTrue();
  }

  @Test
  void shouldPreferTheBrakeThatLastsLonger() {
    Brake soon = aBrake(HOLD).id("a").until(NOON.plusSeconds(10)).build();
    Brake late = aBrake(HOLD).id("b").until(NOON.plusSeconds(20)).build();

    assertThat(only(book(soon, late), aMail().build())).isEqualTo(new Held(late));
  }

  @Test
  void shouldKeepRecipientsApartThatFareDifferently() {
    Brake brake = aBrake(HOLD).recipientDomain("gmail.com").build();
    QueuedMail mail = aMail().to("a@gmail.com", "b@web.example", "c@gmail.com").build();

    var groups = book(brake).verdicts(mail, NOON);

    assertThat(groups).containsOnlyKeys(new Held(brake), BrakeVerdict.FREE);
    assertThat(groups.get(new Held(brake)))
        .extracting(r -> r.address().localPart())
        .containsExactly("a", "c");
  }

  @Test
  void shouldNotSearchThroughThousandsOfBrakes() {
    List<Brake> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(aBrake(HOLD).id("h" + i).recipientDomain("d" + i + ".example").build());
    }
    many.add(aBrake(HOLD).id("star").recipientDomain("*.below.example").build());
    var traits = MailTraits.of(aMail().build());

    var index = new BrakeIndex(many);

    assertThat(index.candidates(traits, "d77.example"))
        .extracting(Brake::id)
        .containsExactly("h77");
    assertThat(index.candidates(traits, "x.below.example"))
        .extracting(Brake::id)
        .containsExactly("star");
  }

  private static BrakeBook book(Brake... brakes) {
    return BrakeBook.of(Arrays.asList(brakes), NOON);
  }

  private static BrakeVerdict only(BrakeBook book, QueuedMail mail) {
    var groups = book.verdicts(mail, NOON);
    assertThat(groups).hasSize(1);
    return groups.keySet().iterator().next();
  }
}
