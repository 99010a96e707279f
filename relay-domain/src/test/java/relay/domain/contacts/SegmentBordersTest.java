package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.InvalidField;

/** How far conditions may go, and what is said of those that go further. */
class SegmentBordersTest {
  private static final String NEWS = "{\"list\":\"news\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | condition must have exactly one of all, any, not, attribute, list, domain, locale, zone, made_within_days, behaviour, inactive_days or score",
        "{'all':[{'list':'news'}],'not':{}} | condition must have exactly one of",
        "{'ALL':[]} | condition must have exactly one of",
        "{'list':'news','attribute':'age'} | condition must have attribute, is and value, and nothing else",
        "{'list':'news','domain':'a.example'} | condition must have list and perhaps state, and nothing else",
        "{'not':null} | condition.not must be an object",
        "{'not':'x'} | condition.not must be an object",
        "{'not':{'not':{'not':7}}} | condition.not.not.not must be an object",
        "{'all':'x'} | condition.all must be a list of conditions, at least one",
        "{'any':null} | condition.any must be a list of conditions, at least one",
        "{'all':[{'any':[{'list':'news'},{'zone':'x'}]}]} | condition.all[0].any[1].zone must be a time zone such as Europe/Berlin",
        "{'all':[{'list':'news'},null]} | condition.all[1] must be an object",
        "{'list':null} | condition.list must be the id of a list",
        "{'list':'News'} | condition.list is not there; make the list first",
        "{'list':'news','state':null} | condition.state must be pending, confirmed or unsubscribed",
        "{'list':'news','state':'CONFIRMED'} | condition.state must be pending, confirmed or unsubscribed",
        "{'list':'news','state':['confirmed']} | condition.state must be pending",
        "{'attribute':'size','is':'set'} | condition.attribute is not declared; make the attribute first",
        "{'attribute':'email','is':'set'} | condition.attribute is not declared",
        "{'attribute':'vip'} | condition.is must be one of set, equals",
        "{'attribute':'vip','is':'EQUALS','value':true} | condition.is must be one of set, equals",
        "{'attribute':'tags','is':7} | condition.is must be one of set, has",
        "{'attribute':'name','is':'above','value':'x'} | condition.is must be one of set, equals, one-of, contains, starts-with",
        "{'attribute':'age','is':'set','value':null} | condition.value must be left out: set asks for any",
        "{'attribute':'age','is':'above'} | condition.value must be given: must be a number of at most 15 digits",
        "{'attribute':'age','is':'above','value':null} | condition.value must be a number of at most 15 digits",
        "{'attribute':'age','is':'one-of','value':7} | condition.value must be a list of values, at least one",
        "{'attribute':'age','is':'one-of','value':[1,[2]]} | condition.value[1] must be a number of at most 15 digits",
        "{'attribute':'vip','is':'equals','value':'true'} | condition.value must be true or false",
        "{'attribute':'tags','is':'has','value':['a']} | condition.value must be a text of 1 to 500 characters in one line",
        "{'domain':''} | condition.domain must be a domain name",
        "{'domain':['a.example']} | condition.domain must be a domain name",
        "{'domain':'a.example','state':'x'} | condition must have exactly one of",
        "{'locale':7} | condition.locale must be a language tag such as de or pt-BR",
        "{'zone':{}} | condition.zone must be a time zone such as Europe/Berlin",
        "{'made_within_days':-1} | condition.made_within_days must be a number from 1 to 36500",
        "{'made_within_days':36501} | condition.made_within_days must be a number from 1 to 36500",
        "{'made_within_days':1e99} | condition.made_within_days must be a number from 1 to 36500",
        "{'made_within_days':[1]} | condition.made_within_days must be a number from 1 to 36500",
      })
  void shouldSayWhereAndWhatIsToBeDone(String json, String message) {
    assertThatThrownBy(() -> read(json.replace('\'', '"')))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 365, 36_500})
  void shouldTakeDaysWithinTheirBounds(int days) {
    assertThat(read("{\"made_within_days\":" + days + "}"))
        .isEqualTo(new SegmentCondition.MadeWithin(days));
  }

  /** Whatever holds the others: each of them is one deeper. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"not\":#}", "{\"all\":[#]}", "{\"any\":[#]}"})
  void shouldBoundTheDepthOfEveryForm(String around) {
    assertThat(read(nested(around, SegmentReader.DEPTH_MAX - 1))).isNotNull();
    assertThatThrownBy(() -> read(nested(around, SegmentReader.DEPTH_MAX)))
        .isInstanceOf(InvalidField.class)
        .hasMessageEndingWith("must be at most 10 conditions deep");
    assertThatThrownBy(() -> read(nested(around, 300)))
        .isInstanceOf(InvalidField.class)
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(300));
  }

  @Test
  void shouldCountPartsWhereverTheyStand() {
    String tens = "{\"any\":[" + (NEWS + ",").repeat(9) + NEWS + "]}";
    String fits = "{\"all\":[" + (tens + ",").repeat(17) + tens + "]}";
    String over = "{\"all\":[" + (tens + ",").repeat(18) + tens + "]}";

    assertThat(((SegmentCondition.All) read(fits)).parts()).hasSize(18);
    assertThatThrownBy(() -> read(over))
        .isInstanceOf(InvalidField.class)
        .hasMessage("condition.all[18].any[0] is one too many: a segment has at most 200 parts");
  }

  @Test
  void shouldCountEachValueThatIsAskedFor() {
    String fits = "{\"attribute\":\"age\",\"is\":\"one-of\",\"value\":[" + numbers(199) + "]}";
    String over = "{\"attribute\":\"age\",\"is\":\"one-of\",\"value\":[" + numbers(200) + "]}";

    assertThat(((SegmentCondition.Attribute) read(fits)).values()).hasSize(199);
    assertThatThrownBy(() -> read(over)).hasMessageStartingWith("condition.value[199] is one too");
  }

  @Test
  void shouldBeginAnewWithEachCondition() {
    var reader = new SegmentReader(Contacts.SCHEMA);
    String many = "{\"any\":[" + (NEWS + ",").repeat(150) + NEWS + "]}";

    assertThat(reader.read(ControlJson.read(many))).isEqualTo(reader.read(ControlJson.read(many)));
  }

  /** Any document is read or refused with a place in it; what is read stays so. */
  @Test
  void shouldReadAnyDocumentOrNameAPlaceInIt() {
    Chance.rounds(
        2_000,
        random -> {
          String json = "{" + anyField(random, 0) + "}";
          SegmentCondition condition;
          try {
            condition = read(json);
          } catch (InvalidField e) {
            assertThat(e.field()).as(json).startsWith("condition");
            assertThat(e.rule()).as(json).matches("(?s)(must|is) .*").doesNotContain("null");
            return;
          }
          assertThat(read(json)).as(json).isEqualTo(condition);
          assertThat(parts(condition)).isBetween(1, SegmentReader.PARTS_MAX);
          Segment segment = segment("{\"condition\":" + json + "}");
          assertThat(SegmentKind.SEGMENT.write(segment).getJsonObject("condition"))
              .isEqualTo(ControlJson.read(json));
        });
  }

  private static int parts(SegmentCondition condition) {
    if (condition instanceof SegmentCondition.All all) {
      return 1 + all.parts().stream().mapToInt(SegmentBordersTest::parts).sum();
    } else if (condition instanceof SegmentCondition.Any any) {
      return 1 + any.parts().stream().mapToInt(SegmentBordersTest::parts).sum();
    }
    return condition instanceof SegmentCondition.Not not ? 1 + parts(not.part()) : 1;
  }

  private static String anyField(Random random, int depth) {
    String inner = depth > 11 ? NEWS : "{" + anyField(random, depth + 1) + "}";
    String other = random.nextInt(4) == 0 ? "{" + anyField(random, 11) + "}" : NEWS;
    return Chance.oneOf(
        random,
        "\"all\":[" + inner + "," + other + "]",
        "\"any\":[" + other + "," + inner + "]",
        "\"not\":" + inner,
        "\"not\":" + inner,
        "\"list\":\"" + Chance.oneOf(random, "news", "weekly", "daily", "") + "\"",
        "\"list\":\"news\",\"state\":" + anyValue(random),
        "\"attribute\":\""
            + Chance.oneOf(random, "name", "age", "born", "vip", "tags", "x")
            + "\",\"is\":\""
            + Chance.oneOf(random, "set", "equals", "one-of", "has", "below", "contains")
            + "\""
            + (random.nextBoolean() ? "" : ",\"value\":" + anyValue(random)),
        Chance.oneOf(random, "\"domain\":", "\"zone\":", "\"locale\":", "\"made_within_days\":")
            + anyValue(random));
  }

  private static String anyValue(Random random) {
    return Chance.oneOf(
        random,
        "7",
        "1.5",
        "true",
        "null",
        "{}",
        "[]",
        "[1,2]",
        "[\"a\"]",
        "\"\"",
        "\"de\"",
        "\"a.example\"",
        "\"UTC\"",
        "\"confirmed\"",
        "\"2026-01-31\"",
        "\"a\\u0000\"",
        "1e400");
  }

  private static String nested(String around, int depth) {
    String json = NEWS;
    for (int i = 0; i < depth; i++) {
      json = around.replace("#", json);
    }
    return json;
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  private static Segment segment(String json) {
    return SegmentKind.SEGMENT.read(
        new ControlKey("segment", "acme", "any"), 1, ControlJson.read(json));
  }

  private static SegmentCondition read(String json) {
    return new SegmentReader(Contacts.SCHEMA).read(ControlJson.read(json));
  }

  @Test
  void shouldNotFollowListsThatItWasMadeOf() {
    var parts = new java.util.ArrayList<SegmentCondition>();
    parts.add(new SegmentCondition.MadeWithin(1));
    var all = new SegmentCondition.All(parts);
    var any = new SegmentCondition.Any(parts);
    parts.clear();

    assertThat(all.parts()).isEqualTo(List.of(new SegmentCondition.MadeWithin(1)));
    assertThat(any.parts()).isEqualTo(all.parts());
  }
}
