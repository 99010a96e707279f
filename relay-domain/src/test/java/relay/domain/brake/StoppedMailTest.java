package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.BrakeKind.HOLD;
import static relay.domain.brake.BrakeKind.RELEASE;
import static relay.domain.brake.BrakeKind.STOP;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.queue.QueuedMail;

/** What a stop says about mail that is just arriving. */
class StoppedMailTest {
  private static final MailTraits FROM_SHOP =
      MailTraits.arriving("acme", ReversePath.of(EmailAddress.parse("al@shop.example")), NOON);

  @Test
  void shouldStopAMailAllOfWhoseRecipientsAreStopped() {
    Brake gmail = aBrake(STOP).id("b1").recipientDomain("gmail.com").build();
    Brake web = aBrake(STOP).id("b2").recipientDomain("web.example").build();

    assertThat(book(gmail, web).stop(aMail().to("a@gmail.com", "b@web.example").build(), NOON))
        .contains(gmail);
  }

  /** The others need not wait for the stopped one: it is put aside by itself. */
  @Test
  void shouldTakeAMailOfWhichSomeRecipientsMayGo() {
    BrakeBook book = book(aBrake(STOP).recipientDomain("gmail.com").build());

    assertThat(book.stop(aMail().to("a@gmail.com", "b@web.example").build(), NOON)).isEmpty();
  }

  @Test
  void shouldKnowTheTenantAndStreamOfAWholeMail() {
    QueuedMail mail = aMail().owner(new MailOwner("acme", "news", "")).build();
    Brake stream = aBrake(STOP).tenant("acme").stream("news").build();

    assertThat(book(stream).stop(mail, NOON)).contains(stream);
    assertThat(book(aBrake(STOP).tenant("other").build()).stop(mail, NOON)).isEmpty();
    assertThat(book(stream).stop(FROM_SHOP, "gmail.com")).isEmpty();
  }

  @Test
  void shouldStopNothingByTheOtherKinds() {
    BrakeBook book = book(aBrake(HOLD).build());

    assertThat(book.hasStops()).isFalse();
    assertThat(book.stop(aMail().build(), NOON)).isEmpty();
    assertThat(book.stop(FROM_SHOP, "")).isEmpty();
    assertThat(BrakeBook.EMPTY.hasStops()).isFalse();
  }

  @Test
  void shouldNotLetAReleaseThroughTheDoor() {
    Brake stop = aBrake(STOP).build();

    assertThat(book(stop, aBrake(RELEASE).build()).stop(aMail().build(), NOON)).contains(stop);
  }

  @Test
  void shouldEndWithItsTime() {
    BrakeBook book = book(aBrake(STOP).until(NOON.plusSeconds(10)).build());

    assertThat(book.stop(aMail().build(), NOON.plusSeconds(9))).isPresent();
    assertThat(book.stop(aMail().build(), NOON.plusSeconds(10))).isEmpty();
  }

  @Test
  void shouldTellBeforeTheMailIsThereWhatItsSenderDecides() {
    assertThat(book(aBrake(STOP).build()).stop(FROM_SHOP, "")).isPresent();
    assertThat(book(aBrake(STOP).senderDomain("shop.example").build()).stop(FROM_SHOP, ""))
        .isPresent();
    assertThat(book(aBrake(STOP).tenant("acme").build()).stop(FROM_SHOP, "")).isPresent();
    assertThat(book(aBrake(STOP).senderDomain("*.shop.example").build()).stop(FROM_SHOP, ""))
        .isEmpty();
  }

  @Test
  void shouldWaitForTheRecipientThatAStopIsAbout() {
    BrakeBook book =
        book(aBrake(STOP).senderDomain("shop.example").recipientDomain("*.gmail.com").build());

    assertThat(book.stop(FROM_SHOP, "")).isEmpty();
    assertThat(book.stop(FROM_SHOP, "gmail.com")).isEmpty();
    assertThat(book.stop(FROM_SHOP, "eu.gmail.com")).isPresent();
  }

  @Test
  void shouldNeverFindAnArrivingMailOldOrKnown() {
    assertThat(book(aBrake(STOP).olderThan(Duration.ofSeconds(1)).build()).stop(FROM_SHOP, "x"))
        .isEmpty();
    assertThat(book(aBrake(STOP).mail(aMail().build().entry().mail()).build()).stop(FROM_SHOP, "x"))
        .isEmpty();
  }

  private static BrakeBook book(Brake... brakes) {
    return BrakeBook.of(Arrays.asList(brakes), NOON);
  }
}
