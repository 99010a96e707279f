package relay.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/** An address is gone wherever it stood, and nobody else is, in texts of any kind. */
class EveryErasureTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final List<String> ADDRESSES =
      List.of(
          "bob@b.example", "o'neil+news@b.example", "b\u00fcro@b\u00fccher.example", "a@b.example");
  private static final String[] AROUND = {
    " ",
    "<",
    ">",
    ":",
    ";",
    ",",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "=",
    "/",
    "\n",
    "\t",
    "rcpt=",
    "to=<",
    "550 5.1.1 ",
    "mailto:",
    "\u3000",
    "\u2026"
  };
  private static final String[] OTHERS = {
    "jim.bob@b.example",
    "bob@b.example.org",
    "bobby@b.example",
    "xa@b.example",
    "a@b.example2",
    "no-bob@b.example",
    "carol@c.example",
    "bob@bb.example"
  };

  @Test
  void shouldLeaveNothingOfTheAddressAndAllOfTheOthers() {
    Chance.rounds(
        800,
        random -> {
          ErasureOrder order = order(ADDRESSES.get(random.nextInt(ADDRESSES.size())));
          StringBuilder text = new StringBuilder();
          Set<String> others = new HashSet<>();
          int times = 0;
          for (int i = random.nextInt(12); i > 0; i--) {
            text.append(Chance.oneOf(random, AROUND));
            if (random.nextBoolean()) {
              text.append(anyCase(random, order.address().toString()));
              times++;
            } else {
              String other = Chance.oneOf(random, OTHERS);
              others.add(other);
              text.append(other);
            }
            text.append(Chance.oneOf(random, " ", ">", ",", "\n", ")", ". "));
          }

          String without = order.without("m1", text.toString());

          assertThat(order.isIn(without)).as(text.toString()).isFalse();
          others.stream()
              .filter(o -> !order.isAbout(o))
              .forEach(o -> assertThat(without).as(text.toString()).contains(o));
          assertThat(without.split("erased-", -1)).as(text.toString()).hasSizeGreaterThan(times);
          assertThat(order.without("m1", without)).isEqualTo(without);
        });
  }

  @Test
  void shouldGiveEachMailItsOwnNamesAndNoTwoTheSame() {
    ErasureOrder order = order("bob@b.example");
    Set<String> names = new HashSet<>();
    for (int mail = 0; mail < 500; mail++) {
      names.add(order.nameIn("m" + mail, "bob@b.example"));
      names.add(order.nameIn("m" + mail, "Bob@b.example"));
    }

    assertThat(names).hasSize(1000);
    assertThat(order.nameIn("m1", "x")).isNotEqualTo(order.nameIn("m", "1\nx"));
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "0, false", "1, false"})
  void shouldReachWhatCameBeforeAndNotAtThatVeryMoment(int millis, boolean reached) {
    ErasureOrder order = order("bob@b.example");
    Chance.rounds(
        50,
        random ->
            assertThat(order.reaches(QueueId.next(NOW.plusMillis(millis), random::nextLong)))
                .isEqualTo(reached));
    assertThat(order.reaches(order.firstAfter())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "550 5.1.1 bob is gone, 550 5.1.1 erased",
    "550 bob is gone, 550 erased",
    "550, 550 erased",
    "550 5.1.1, 550 5.1.1 erased",
    "'5501 bob', erased",
    "bob is gone, erased",
    "'', erased",
    "550 5.1.1.1 bob, 550 erased",
    "550 5.1.1111 bob, 550 erased",
    "550-5.1.1 bob, erased",
    "' 550 bob', erased",
  })
  void shouldKeepCodeAndStatusOfAReplyAndNoWordOfIt(String reply, String kept) {
    assertThat(ErasedEvent.codeOf(reply)).isEqualTo(kept);
  }

  @Test
  void shouldNotLeaveTheAddressInTextsWhoseLettersChangeTheirLength() {
    ErasureOrder order = order("bob@b.example");

    assertThat(order.without("m", "\u0130 bob@b.example")).isEqualTo("erased");
    assertThat(order.without("m", "\u0130 carol@c.example")).isEqualTo("\u0130 carol@c.example");
  }

  private static ErasureOrder order(String address) {
    return new ErasureOrder("e1", EmailAddress.parse(address), NOW, "the secret");
  }

  private static String anyCase(Random random, String text) {
    return random.nextInt(3) == 0 ? text.toUpperCase(Locale.ROOT) : text;
  }
}
