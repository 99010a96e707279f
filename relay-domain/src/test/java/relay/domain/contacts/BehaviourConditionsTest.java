package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.contacts.behaviour.BehaviourKind;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;

class BehaviourConditionsTest {
  @Test
  void shouldReadWhatContactsWereSentAndDid() {
    assertThat(read("{'behaviour':'opened','within_days':30}"))
        .isEqualTo(did(BehaviourKind.OPENED, Optional.empty(), Optional.of(30)));
    assertThat(read("{'behaviour':'sent'}"))
        .isEqualTo(did(BehaviourKind.SENT, Optional.empty(), Optional.empty()));
    assertThat(read("{'not':{'behaviour':'delivered','within_days':1}}"))
        .isEqualTo(
            new SegmentCondition.Not(
                did(BehaviourKind.DELIVERED, Optional.empty(), Optional.of(1))));
  }

  @Test
  void shouldReadALinkAsItIsCounted() {
    assertThat(read("{'behaviour':'clicked','link':'https://a.example/tea?u=1#x'}"))
        .isEqualTo(
            did(BehaviourKind.CLICKED, Optional.of("https://a.example/tea"), Optional.empty()));
  }

  @Test
  void shouldReadScoresAndInactivity() {
    assertThat(read("{'score':2.5,'is':'at-least'}"))
        .isEqualTo(new SegmentCondition.Scores(AttributeComparison.AT_LEAST, 2.5));
    assertThat(read("{'inactive_days':90}")).isEqualTo(new SegmentCondition.Inactive(90, 0));
    assertThat(read("{'inactive_days':90,'mails':12}"))
        .isEqualTo(new SegmentCondition.Inactive(90, 12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'behaviour':'read'} | condition.behaviour must be one of sent, delivered, opened,"
            + " clicked",
        "{'behaviour':null} | condition.behaviour must be one of",
        "{'behaviour':['opened']} | condition.behaviour must be one of",
        "{'behaviour':'opened; drop table contact'} | condition.behaviour must be one of",
        "{'behaviour':'opened','days':3} | condition must have behaviour, and perhaps link",
        "{'behaviour':'opened','within_days':0} | condition.within_days must be a number",
        "{'behaviour':'opened','within_days':'1'} | condition.within_days must be a number",
        "{'behaviour':'opened','within_days':null} | condition.within_days must be a number",
        "{'behaviour':'opened','link':'https://a.example/'} | condition.link must be left out",
        "{'behaviour':'clicked','link':'javascript:1'} | condition.link must be a link",
        "{'behaviour':'clicked','link':'a b'} | condition.link must be a link",
        "{'behaviour':'clicked','link':''} | condition.link must be a link",
        "{'behaviour':'clicked','link':7} | condition.link must be a link",
        "{'score':1} | condition must have score and is",
        "{'score':1,'is':'equals'} | condition.is must be one of below, at-most, at-least, above",
        "{'score':1,'is':'>= 0 or 1=1'} | condition.is must be one of",
        "{'score':'1','is':'above'} | condition.score must be a number from 0",
        "{'score':-1,'is':'above'} | condition.score must be a number from 0",
        "{'score':1e400,'is':'above'} | condition.score must be a number from 0",
        "{'inactive_days':-3} | condition.inactive_days must be a number",
        "{'inactive_days':1,'score':1} | condition must have inactive_days, and perhaps mails",
        "{'inactive_days':1,'mails':0} | condition.mails must be a number from 1 to 1000",
        "{'inactive_days':1,'mails':'x'} | condition.mails must be a number from 1 to 1000",
      })
  void shouldSayWhereARuleIsBroken(String json, String error) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining(error);
  }

  @Test
  void shouldRefuseALinkThatIsTooLong() {
    String link = "https://a.example/" + "x".repeat(2_000);

    assertThatThrownBy(() -> read("{'behaviour':'clicked','link':'" + link + "'}"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("condition.link must be a link");
  }

  private static SegmentCondition did(
      BehaviourKind what, Optional<String> link, Optional<Integer> days) {
    return new SegmentCondition.Did(what, link, days);
  }

  private static SegmentCondition read(String json) {
    return new SegmentReader(Contacts.SCHEMA).read(ControlJson.read(json.replace('\'', '"')));
  }
}
