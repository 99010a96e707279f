package relay.domain.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.rotation.KeyDns;

class SpfRuleTest {
  private static final String INCLUDE = "include:spf.relay.example";
  private final KeyDns dns = new KeyDns();
  private final SpfRule rule = new SpfRule(Optional.of(INCLUDE), true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=spf1 include:spf.relay.example ~all",
        "V=SPF1 A MX +Include:SPF.Relay.Example -ALL",
        "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 exists:%{i}.x.example include:spf.relay.example",
        "v=spf1 redirect=spf.relay.example"
      })
  void shouldFindTheIncludeInAnyValidRecord(String record) {
    assertThat(judge("google-site-verification=x", record).state()).isEqualTo(RecordState.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=spf1 -all",
        "v=spf1 mx -all include:spf.relay.example",
        "v=spf1 -include:spf.relay.example ~all",
        "v=spf1 ~include:spf.relay.example ~all",
        "v=spf1 include:spf.relay.example.evil ~all"
      })
  void shouldTellWhatToWriteWhenTheIncludeDoesNotCount(String record) {
    Finding finding = judge(record);

    assertThat(finding.state()).isEqualTo(RecordState.WRONG);
    assertThat(finding.found()).containsExactly(record);
    assertThat(judge(finding.value()).state()).isEqualTo(RecordState.OK);
  }

  @Test
  void shouldGiveAWholeRecordWhenThereIsNone() {
    Finding finding = judge("v=spf10 x", "spf1");

    assertThat(finding.state()).isEqualTo(RecordState.MISSING);
    assertThat(finding.value()).isEqualTo("v=spf1 include:spf.relay.example ~all");
  }

  @Test
  void shouldRefuseSeveralRecordsBrokenOnesAndThoseThatAllowEverybody() {
    assertThat(judge("v=spf1 -all", "v=spf1 include:spf.relay.example -all").advice())
        .contains("several");
    assertThat(judge("v=spf1 include:spf.relay.example include -all").advice()).contains("include");
    assertThat(judge("v=spf1 ipv4:192.0.2.1 -all").advice()).contains("ipv4:192.0.2.1");
    Finding open = judge("v=spf1 include:spf.relay.example +all");
    assertThat(open.advice()).contains("whole world");
    assertThat(open.value()).isEqualTo("v=spf1 include:spf.relay.example ~all");
  }

  @Test
  void shouldFollowIncludesAsFarAsAReceiverDoes() {
    dns.texts("a.example", "v=spf1 include:b.example -all");
    dns.texts("b.example", "text", "v=spf1 include:spf.relay.example -all");
    dns.texts("loop.example", "v=spf1 include:loop.example -all");

    assertThat(judge("v=spf1 include:a.example -all").state()).isEqualTo(RecordState.OK);
    assertThat(judge("v=spf1 include:loop.example -all").state()).isEqualTo(RecordState.WRONG);
    assertThat(dns.questions()).isLessThan(15);
  }

  @Test
  void shouldNotCallWrongWhatTheDnsDoesNotAnswer() {
    dns.fails("a.example");

    assertThat(judge("v=spf1 include:a.example -all").state()).isEqualTo(RecordState.UNKNOWN);
  }

  @Test
  void shouldNotCallWrongWhatMayNameTheAddress() {
    SpfRule byHost = new SpfRule(Optional.of("a:mx1.relay.example"), false);
    SpfRule unknown = new SpfRule(Optional.empty(), false);
    List<String> record = List.of("v=spf1 ip4:192.0.2.1 -all");

    assertThat(byHost.judge(record, dns::textsOf).state()).isEqualTo(RecordState.UNKNOWN);
    assertThat(unknown.judge(record, dns::textsOf).state()).isEqualTo(RecordState.UNKNOWN);
    assertThat(unknown.judge(List.of(), dns::textsOf).state()).isEqualTo(RecordState.MISSING);
    assertThat(byHost.judge(List.of("v=spf1 a:mx1.relay.example -all"), dns::textsOf).state())
        .isEqualTo(RecordState.OK);
  }

  private Finding judge(String... texts) {
    return rule.judge(List.of(texts), dns::textsOf);
  }
}
