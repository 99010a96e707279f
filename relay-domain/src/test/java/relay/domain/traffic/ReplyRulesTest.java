package relay.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.TextPattern;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;

class ReplyRulesTest {
  private final Map<String, String> file = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "google, 421, 4.7.28 Gmail has detected an unusual rate of mail, SLOW",
    "microsoft-consumer, 421, RP-002 exceeded the connection limit, FEWER_CONNECTIONS",
    "yahoo, 421, 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred, SLOW",
    "yahoo, 421, 4.7.1 [TS03] All messages from 192.0.2.1, PAUSE",
    "comcast, 421, 4.1.0 Throttled - try again later. RL000001, SLOW",
    "nobody, 421, Too many concurrent SMTP connections, FEWER_CONNECTIONS",
    "nobody, 450, 4.7.1 Rate limit reached, SLOW",
    "nobody, 451, 4.7.1 Greylisting in action, NOTHING",
    "nobody, 450, 4.2.0 you are greylisted: too many connections, NOTHING",
    "nobody, 452, 4.2.2 mailbox full, NOTHING"
  })
  void shouldKnowWhatRepliesAskOfUs(String provider, int code, String text, Reaction expected) {
    var rule = rules().match(SmtpReply.received(code, List.of(text)), Optional.of(provider));

    assertThat(rule).hasValueSatisfying(r -> assertThat(r.reaction()).isEqualTo(expected));
  }

  @Test
  void shouldKeepTheRulesOfAProviderToIt() {
    var reply = SmtpReply.received(451, List.of("4.7.500 Server busy"));

    assertThat(rules().match(reply, Optional.of("microsoft-365"))).isPresent();
    assertThat(rules().match(reply, Optional.of("google"))).isEmpty();
    assertThat(rules().match(reply, Optional.empty())).isEmpty();
  }

  @Test
  void shouldNeverMatchWhatWeSayOurselvesNorSuccess() {
    var local = SmtpReply.local(451, "4.7.1", "rate limit exceeded");
    var taken = SmtpReply.received(250, List.of("2.0.0 not sent too fast"));

    assertThat(rules().match(local, Optional.empty())).isEmpty();
    assertThat(rules().match(taken, Optional.empty())).isEmpty();
  }

  @Test
  void shouldFindTextsInSeveralLines() {
    var reply = SmtpReply.received(421, List.of("4.7.0 you are", "sending far too", "fast"));

    assertThat(rules().match(reply, Optional.empty()).get().id()).isEqualTo("sending-too-fast");
  }

  @Test
  void shouldPutTheOperatorsRulesFirst() {
    file.put(
        "traffic.reply-rule.calm",
        "nothing | * | 451 | rate limit * maintenance | 451 rate limit for maintenance");
    var reply = SmtpReply.received(451, List.of("4.7.1 rate limit during maintenance"));

    var rule = rules().match(reply, Optional.empty()).get();

    assertThat(rule.id()).isEqualTo("calm");
    assertThat(rule.reaction()).isEqualTo(Reaction.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slow | * | 4 | too fast",
        "slow | * | 4 | too fast | ",
        "slow | * | 4 | too fast | 451 not at all",
        "slow | * | 421 | too fast | 451 too fast",
        "slow | * | 4 | too fast | too fast",
        "fly | * | 4 | too fast | 451 too fast",
        "slow | * | 2 | too fast | 250 too fast",
        "slow | * | 4 | * | 451 too fast",
        "slow | * | 4 | too fast | 451 too fast | 451 too slow"
      })
  void shouldRefuseARuleThatDoesNotMatchItsSamples(String text) {
    file.put("traffic.reply-rule.mine", text);

    assertThatThrownBy(this::rules)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("traffic.reply-rule.mine");
  }

  @Test
  void shouldRefuseAFileWithOneWrongRule() {
    assertThat(ReplyRules.read("# for people\n\na = slow | * | 4 | fast | 451 too fast\n"))
        .hasSize(1);
    assertThatThrownBy(
            () ->
                ReplyRules.read(
                    "a = slow | * | 4 | fast | 451 too fast\nb = slow | * | 4 | x | 451 y\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rule b does not match its sample 451 y");
    assertThatThrownBy(() -> ReplyRules.read("nonsense")).hasMessageContaining("nonsense");
  }

  @Test
  void shouldMatchHostileTextsInOnePass() {
    String pieces = "a*".repeat(140) + "b";
    var pattern = new TextPattern(pieces);

    assertThat(pattern.isIn("a".repeat(100_000))).isFalse();
    assertThat(pattern.isIn("a".repeat(140) + "b")).isTrue();
    assertThat(new TextPattern("too many * from").isIn("too many mails from you")).isTrue();
    assertThat(new TextPattern("too many * from").isIn("from you too many")).isFalse();
    assertThatThrownBy(() -> new TextPattern("*")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldShipRulesThatMatchTheirSamples() {
    assertThat(ReplyRules.of(new TreeMap<>())).isNotNull();
    assertThat(rules().match(SmtpReply.received(451, List.of("throttled")), Optional.empty()))
        .isPresent();
  }

  private ReplyRules rules() {
    return TrafficSettings.from(Settings.of(TrafficSettings.ALL, file, Map.of())).flows().replies();
  }
}
