package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.brake.BrakeOrder.Reading;
import relay.domain.mail.DomainName;
import relay.domain.queue.MailBuilder;
import relay.domain.settings.Settings;

/** The index against the plain search, and orders of every kind. */
class EveryBrakeTest {
  private static final BrakeSettings SETTINGS =
      BrakeSettings.from(Settings.of(BrakeSettings.ALL, Map.of(), Map.of()));
  private static final List<String> DOMAINS =
      List.of("gmail.com", "mail.gmail.com", "a.b.gmail.com", "notgmail.com", "com", "x.example");

  /** The cost of a question does not grow with the brakes; its answer must not change for that. */
  @Test
  void shouldMatchWhatASearchThroughAllBrakesWouldMatch() {
    Chance.rounds(
        500,
        random -> {
          List<Brake> brakes = new ArrayList<>();
          for (int i = random.nextInt(12); i >= 0; i--) {
            brakes.add(any(random, i));
          }
          MailTraits traits =
              new MailTraits(
                  Chance.oneOf(random, "acme", "shop"),
                  Chance.oneOf(random, "news", "codes"),
                  Chance.oneOf(random, "", "spring", "summer"),
                  Chance.oneOf(random, "", "shop.example", "eu.shop.example"),
                  MailBuilder.ID,
                  NOON.minusSeconds(random.nextInt(7_200)));
          String domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
          Instant now = NOON.plusSeconds(random.nextInt(200) - 100);

          List<Brake> expected =
              brakes.stream()
                  .filter(b -> b.isActiveAt(NOON) && b.isActiveAt(now))
                  .filter(b -> b.scope().matches(traits, domain, now))
                  .toList();
          List<Brake> found = BrakeBook.of(brakes, NOON).matching(traits, domain, now);
          assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
          assertThat(found).isSortedAccordingTo((a, b) -> a.kind().compareTo(b.kind()));
        });
  }

  private static Brake any(Random random, int id) {
    SomeBrakes brake = aBrake(Chance.oneOf(random, BrakeKind.values())).id("b" + id);
    if (random.nextInt(3) == 0) {
      brake.recipientDomain(Chance.oneOf(random, "gmail.com", "*.gmail.com", "*.com", "x.example"));
    }
    if (random.nextInt(4) == 0) {
      brake.senderDomain(Chance.oneOf(random, "shop.example", "*.shop.example", "*.example"));
    }
    if (random.nextInt(4) == 0) {
      brake.tenant(Chance.oneOf(random, "acme", "shop"));
    }
    if (random.nextInt(4) == 0) {
      brake.stream(Chance.oneOf(random, "news", "codes"));
    }
    if (random.nextInt(4) == 0) {
      brake.campaign(Chance.oneOf(random, "spring", "summer"));
    }
    if (random.nextInt(6) == 0) {
      brake.mail(MailBuilder.ID);
    }
    if (random.nextInt(4) == 0) {
      brake.olderThan(Duration.ofSeconds(1 + random.nextInt(7_200)));
    }
    return brake.until(NOON.plusSeconds(random.nextInt(300) - 100)).build();
  }

  /** A stop is never overridden; what ends mail goes before what holds it. */
  @Test
  void shouldDecideByTheOrderOfTheKinds() {
    Chance.rounds(
        300,
        random -> {
          List<Brake> brakes = new ArrayList<>();
          for (int i = random.nextInt(5); i >= 0; i--) {
            brakes.add(aBrake(Chance.oneOf(random, BrakeKind.values())).id("b" + i).build());
          }
          Set<BrakeKind> kinds = new java.util.HashSet<>();
          brakes.forEach(b -> kinds.add(b.kind()));
          MailTraits traits = new MailTraits("t", "s", "", "", MailBuilder.ID, NOON);

          BrakeVerdict verdict = BrakeBook.of(brakes, NOON).verdict(traits, "x.example", NOON);

          boolean holds =
              kinds.contains(BrakeKind.STOP)
                  || !kinds.contains(BrakeKind.BOUNCE)
                      && !kinds.contains(BrakeKind.EXPIRE)
                      && !kinds.contains(BrakeKind.RELEASE)
                      && (kinds.contains(BrakeKind.HOLD) || kinds.contains(BrakeKind.SUSPEND));
          boolean ends =
              !kinds.contains(BrakeKind.STOP)
                  && (kinds.contains(BrakeKind.BOUNCE) || kinds.contains(BrakeKind.EXPIRE));
          assertThat(verdict instanceof BrakeVerdict.Held).isEqualTo(holds);
          assertThat(verdict instanceof BrakeVerdict.Ended).isEqualTo(ends);
          if (verdict instanceof BrakeVerdict.Free free) {
            assertThat(free.reroute().isPresent()).isEqualTo(kinds.contains(BrakeKind.REROUTE));
            assertThat(free.slow().isPresent())
                .isEqualTo(kinds.contains(BrakeKind.SLOW) && !kinds.contains(BrakeKind.RELEASE));
          }
        });
  }

  @Test
  void shouldReadBackEveryBrakeThatItWrites() {
    Chance.rounds(
        300,
        random -> {
          Brake brake = any(random, 1);
          Brake lifted = random.nextBoolean() ? brake : brake.lift(NOON, "bob \"the\" builder");

          assertThat(BrakeJson.read(BrakeJson.write(lifted).build())).isEqualTo(lifted);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, stop, true, false",
    "BOUNCE, bounce, false, true",
    "EXPIRE, expire, false, true",
    "RELEASE, release, false, true",
    "HOLD, hold, true, false",
    "SUSPEND, suspend, true, false",
    "SLOW, slow, false, false",
    "REROUTE, reroute, false, true",
    "RETRY_NOW, retry-now, false, true",
    "DELIVER_AGAIN, deliver-again, false, true",
    "DELIVERED, delivered, false, true",
    "GIVE_UP, give-up, false, true"
  })
  void shouldKnowWhichKindsHoldMailAndWhichCallIt(
      BrakeKind kind, String label, boolean holds, boolean calls) {
    assertThat(kind.label()).isEqualTo(label);
    assertThat(BrakeKind.labelled(label)).contains(kind);
    assertThat(kind.holdsMail()).isEqualTo(holds);
    assertThat(kind.callsWaitingMail()).isEqualTo(calls);
    assertThat(kind.sentence()).isNotBlank();
  }

  /** The order of the constants decides between brakes, so it is a rule and no accident. */
  @Test
  void shouldKeepTheOrderOfTheKinds() {
    assertThat(BrakeKind.values())
        .extracting(BrakeKind::label)
        .containsExactly(
            "stop",
            "bounce",
            "expire",
            "release",
            "hold",
            "suspend",
            "slow",
            "reroute",
            "retry-now",
            "deliver-again",
            "delivered",
            "give-up");
    assertThat(BrakeKind.labelled("HOLD")).isEmpty();
    assertThat(BrakeKind.labelled("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Example.ORG, example.org",
    "*.Example.org, *.example.org",
    "b\u00fccher.example, xn--bcher-kva.example",
    "*.b\u00fccher.example, *.xn--bcher-kva.example",
    "com, com"
  })
  void shouldHaveDomainPatternsInOneForm(String written, String text) {
    assertThat(new DomainPattern(written)).hasToString(text);
    assertThat(new DomainPattern(written)).isEqualTo(new DomainPattern(text));
    assertThat(new DomainPattern(written).domain())
        .isEqualTo(DomainName.of(text.replace("*.", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "**.example",
        "*.*.example",
        "a*.example",
        "a.*.example",
        ".example",
        "example.",
        "[192.0.2.1]",
        "a@b.example",
        "a b.example",
        "%",
        "x' OR '1'='1"
      })
  void shouldRefuseWhatIsNoDomainPattern(String text) {
    assertThatThrownBy(() -> new DomainPattern(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(BrakeKind.class)
  void shouldTakeAnOrderOfEachKind(BrakeKind kind) {
    String route =
        kind == BrakeKind.REROUTE
            ? ",'route':'mx'"
            : kind == BrakeKind.SLOW ? ",'per_minute':10" : "";
    Reading reading =
        read("{'kind':'" + kind.label() + "','match':{'tenant':'acme'},'reason':'x'" + route + "}");

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Read.class, r -> assertThat(r.order().kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'for':'1s' | PT1S",
        "'for':'30d' | PT720H",
        "'until':'2026-01-01T12:00:01Z' | PT1S",
        "'for':null,'until':null | PT24H",
        "'for':' 5m ' | PT5M"
      })
  void shouldEndWhenTheOrderSays(String time, Duration lasting) {
    Reading reading = read("{'kind':'hold','match':{'tenant':'a'},'reason':'x'," + time + "}");

    Brake brake = ((Reading.Read) reading).order().brake("b", "ann", NOON, SETTINGS);
    assertThat(Duration.between(NOON, brake.until())).isEqualTo(lasting);
    assertThat(brake.isActiveAt(brake.until().minusMillis(1))).isTrue();
    assertThat(brake.isActiveAt(brake.until())).isFalse();
    assertThat(brake.sentence()).isEqualTo("hold b by ann: x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'for':'0s' | for",
        "'for':'31d' | for",
        "'for':'-5m' | for",
        "'for':'999999999d' | for",
        "'for':'5' | for",
        "'until':'2026-01-01T12:00:00Z' | until",
        "'until':'+1000000000-01-01T00:00:00Z' | until",
        "'until':'-1000000000-01-01T00:00:00Z' | until",
        "'until':'tomorrow' | until",
        "'until':0 | until"
      })
  void shouldRefuseAnEndThatIsNoneOrTooFar(String time, String field) {
    assertThat(read("{'kind':'hold','match':{'tenant':'a'},'reason':'x'," + time + "}"))
        .isInstanceOfSatisfying(
            Reading.Faulty.class, f -> assertThat(f.problems()).containsOnlyKeys(field));
  }

  @Test
  void shouldTellEverythingThatIsWrongAtOnce() {
    assertThat(read("{'kind':'halt','match':{'tenant':'a b','message':'x'},'reason':'','for':'x'}"))
        .isInstanceOfSatisfying(
            Reading.Faulty.class,
            f ->
                assertThat(f.problems())
                    .containsOnlyKeys("kind", "reason", "match.tenant", "match.message", "for"));
  }

  @Test
  void shouldBoundTheReasonAndWhatItRepeats() {
    String most = "x".repeat(500);
    assertThat(read("{'kind':'hold','match':{'tenant':'a'},'reason':'" + most + "'}"))
        .isInstanceOf(Reading.Read.class);
    assertThat(read("{'kind':'hold','match':{'tenant':'a'},'reason':'" + most + "x'}"))
        .isInstanceOf(Reading.Faulty.class);
    assertThat(
            read(
                "{'kind':'hold','match':{'tenant':'a'},'reason':'x','"
                    + "y".repeat(9_000)
                    + "':1}"))
        .isInstanceOfSatisfying(
            Reading.Faulty.class,
            f -> assertThat(f.problems().keySet()).allMatch(k -> k.length() <= 50));
  }

  @Test
  void shouldReadOrTellWhateverStandsInAnOrder() {
    String[] fields = {"kind", "match", "reason", "for", "until", "route", "colour", ""};
    String[] values = {
      "null",
      "true",
      "1",
      "'x'",
      "''",
      "'hold'",
      "'reroute'",
      "'1h'",
      "'mx'",
      "[]",
      "{}",
      "{'everything':true}",
      "{'tenant':'a'}",
      "{'tenant':1}",
      "{'older_than':'1h'}",
      "'2026-01-02T00:00:00Z'",
      "'\\u0000'",
      "{'recipient_domain':'*.x'}"
    };
    Chance.rounds(
        1_000,
        random -> {
          StringBuilder json = new StringBuilder("{'kind':'hold'");
          for (int i = random.nextInt(6); i >= 0; i--) {
            json.append(",'").append(Chance.oneOf(random, fields)).append("':");
            json.append(Chance.oneOf(random, values));
          }
          Reading reading = read(json + "}");
          if (reading instanceof Reading.Faulty faulty) {
            assertThat(faulty.problems()).isNotEmpty();
          } else {
            Brake brake = ((Reading.Read) reading).order().brake("b", "ann", NOON, SETTINGS);
            assertThat(brake.until()).isAfter(NOON);
            assertThat(brake.route().isPresent()).isEqualTo(brake.kind() == BrakeKind.REROUTE);
            assertThat(BrakeSelector.of(brake, NOON, source -> List.of())).isNotBlank();
          }
        });
  }

  @Test
  void shouldSayInWordsWhatItIsAbout() {
    assertThat(BrakeScope.EVERYTHING).hasToString("all mail");
    assertThat(
            aBrake(BrakeKind.HOLD).tenant("acme").stream("news")
                .senderDomain("a.example")
                .recipientDomain("*.b.example")
                .mail(MailBuilder.ID)
                .olderThan(Duration.ofHours(2))
                .build()
                .scope())
        .hasToString(
            "tenant acme, stream news, sender domain a.example, recipient domain *.b.example, mail "
                + MailBuilder.ID
                + ", older than 7200 s");
  }

  /** A name in a selector is a text, whatever stands in it. */
  @Test
  void shouldQuoteWhatStandsInASelector() {
    Brake brake = aBrake(BrakeKind.BOUNCE).tenant("o'hara").stream("x' OR 'a'='a").build();

    assertThat(BrakeSelector.of(brake, NOON, source -> List.of()))
        .isEqualTo(
            "(tenant = 'o''hara' OR tenant IS NULL) AND"
                + " (stream = 'x'' OR ''a''=''a' OR stream IS NULL)");
    assertThat(BrakeSelector.of(aBrake(BrakeKind.STOP).build(), NOON, source -> List.of()))
        .isEqualTo("queueId IS NOT NULL");
  }

  @Test
  void shouldStayLiftedFromTheFirstLiftOn() {
    Brake brake = aBrake(BrakeKind.HOLD).until(NOON.plusSeconds(60)).build();

    Brake lifted = brake.lift(NOON, "bob");

    assertThat(lifted.isActiveAt(NOON)).isFalse();
    assertThat(lifted.isActiveAt(NOON.minusSeconds(3_600))).isFalse();
    assertThat(lifted.lifted()).contains(new Brake.Lift(NOON, "bob"));
    assertThat(brake.lifted()).isEqualTo(Optional.empty());
  }

  private static Reading read(String document) {
    try (var reader = Json.createReader(new StringReader(document.replace('\'', '"')))) {
      return new BrakeOrderReader(SETTINGS, Set.of("mx", "backup")::contains, "mail-2"::equals)
          .read(reader.readObject(), NOON);
    }
  }
}
