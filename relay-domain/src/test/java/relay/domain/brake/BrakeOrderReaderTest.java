package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.NOON;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.brake.BrakeOrder.Reading;
import relay.domain.settings.Settings;

class BrakeOrderReaderTest {
  private static final BrakeSettings SETTINGS =
      BrakeSettings.from(Settings.of(BrakeSettings.ALL, Map.of(), Map.of()));

  @Test
  void shouldReadAnOrderAndMakeTheBrakeOfIt() {
    var order =
        ((Reading.Read)
                read(
                    """
                    {"kind": "hold", "match": {"recipient_domain": "Gmail.com", "older_than": "2h"},
                     "reason": "wrong price", "for": "30m"}
                    """))
            .order();

    Brake brake = order.brake("b1", "ann", NOON, SETTINGS);

    assertThat(brake.kind()).isEqualTo(BrakeKind.HOLD);
    assertThat(brake.scope().recipientDomain()).contains(new DomainPattern("gmail.com"));
    assertThat(brake.scope().olderThan()).contains(Duration.ofHours(2));
    assertThat(brake.until()).isEqualTo(NOON.plusSeconds(1800));
    assertThat(brake.author()).isEqualTo("ann");
  }

  @Test
  void shouldReadAnAnswerAboutOneRecipientInDoubt() {
    var order =
        ((Reading.Read)
                read(
                    """
                    {"kind": "deliver-again", "reason": "he asked for it",
                     "match": {"message": "0khr3vqs0abcdefghjkm", "recipient": "bob@Example.org"}}
                    """))
            .order();

    assertThat(order.kind().isAnswer()).isTrue();
    assertThat(order.scope().recipient()).hasToString("Optional[bob@example.org]");
    assertThat(order.scope()).hasToString("mail 0khr3vqs0abcdefghjkm, recipient bob@example.org");
  }

  @Test
  void shouldTakeAnEgressSourceThatIsThereWhereItsKindCanNameOne() {
    String order = "{\"kind\":\"%s\",\"reason\":\"x\",\"match\":{\"egress_source\":\"%s\"}}";

    var read = ((Reading.Read) read(order.formatted("suspend", "mail-2"))).order();
    assertThat(read.scope().source()).contains("mail-2");
    assertThat(((Reading.Faulty) read(order.formatted("suspend", "mail-9"))).problems())
        .containsOnlyKeys("match.egress_source");
    assertThat(((Reading.Faulty) read(order.formatted("retry-now", "mail-2"))).problems())
        .containsOnlyKeys("match.egress_source");
  }

  @Test
  void shouldEndByItselfWhenNobodySaysWhen() {
    var order =
        ((Reading.Read)
                read("{\"kind\":\"stop\",\"match\":{\"everything\":true},\"reason\":\"fire\"}"))
            .order();

    assertThat(order.brake("b1", "ann", NOON, SETTINGS).until())
        .isEqualTo(NOON.plus(SETTINGS.timeDefault()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
{"kind":"halt","match":{"everything":true},"reason":"x"} | kind
{"match":{"everything":true},"reason":"x"} | kind
{"kind":"hold","match":{"everything":true}} | reason
{"kind":"hold","match":{"everything":true},"reason":"a\\u0007b"} | reason
{"kind":"hold","reason":"x"} | match
{"kind":"hold","match":{},"reason":"x"} | match
{"kind":"hold","match":{"everything":false,"tenant":"a"},"reason":"x"} | match.everything
{"kind":"hold","match":{"everything":true,"tenant":"a"},"reason":"x"} | match
{"kind":"hold","match":{"recipient_domain":"not a domain"},"reason":"x"} | match.recipient_domain
{"kind":"hold","match":{"colour":"red"},"reason":"x"} | match.colour
{"kind":"hold","match":{"campaign":"spring sale"},"reason":"x"} | match.campaign
{"kind":"hold","match":{"message":"12"},"reason":"x"} | match.message
{"kind":"delivered","match":{"recipient":"a@b.example"},"reason":"x"} | match.recipient
{"kind":"hold","match":{"message":"0khr3vqs0abcdefghjkm","recipient":"a@b.example"},"reason":"x"} | match.recipient
{"kind":"give-up","match":{"message":"0khr3vqs0abcdefghjkm","recipient":"nobody"},"reason":"x"} | match.recipient
{"kind":"hold","match":{"everything":true},"reason":"x","for":"400d"} | for
{"kind":"hold","match":{"everything":true},"reason":"x","for":7} | for
{"kind":"hold","match":{"everything":true},"reason":"x","until":"2025-01-01T00:00:00Z"} | until
{"kind":"hold","match":{"everything":true},"reason":"x","for":"1h","until":"2026-01-01T13:00:00Z"} | until
{"kind":"hold","match":{"everything":true},"reason":"x","route":"backup"} | route
{"kind":"reroute","match":{"everything":true},"reason":"x"} | route
{"kind":"reroute","match":{"everything":true},"reason":"x","route":"nowhere"} | route
{"kind":"hold","match":{"everything":true},"reason":"x","color":"red"} | color
""")
  void shouldNameTheFieldThatIsWrong(String document, String field) {
    var reading = read(document);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Faulty.class, f -> assertThat(f.problems()).containsOnlyKeys(field));
  }

  @Test
  void shouldGiveBackTheSameBrakeFromItsJson() {
    Brake brake =
        SomeBrakes.aBrake(BrakeKind.REROUTE).tenant("acme").stream("news")
            .campaign("spring-sale")
            .senderDomain("*.shop.example")
            .recipientDomain("gmail.com")
            .mail(relay.domain.queue.MailBuilder.ID)
            .olderThan(Duration.ofHours(2))
            .route("backup")
            .build();
    Brake lifted = SomeBrakes.aBrake(BrakeKind.STOP).build().lift(NOON, "bob");

    assertThat(BrakeJson.read(BrakeJson.write(brake).build())).isEqualTo(brake);
    assertThat(BrakeJson.read(BrakeJson.write(lifted).build())).isEqualTo(lifted);
  }

  private static Reading read(String document) {
    try (var reader = Json.createReader(new StringReader(document))) {
      return new BrakeOrderReader(SETTINGS, Set.of("mx", "backup")::contains, "mail-2"::equals)
          .read(reader.readObject(), NOON);
    }
  }
}
