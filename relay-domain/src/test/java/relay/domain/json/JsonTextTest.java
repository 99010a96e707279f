package relay.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"{}", " {} ", "\r\n\t{}\n", "{\"a\":[{\"b\":null}]}", "{\"\":-0.5e-7}"})
  void shouldReadOneObject(String text) {
    assertThat(JsonText.object(text)).isNotNull();
  }

  @Test
  void shouldReadWhatTheTextSays() {
    JsonObject object = JsonText.object("{\"a\":\"\\u00e4\\n\",\"b\":[1,true],\"a2\":null}");

    assertThat(object.getString("a")).isEqualTo("\u00e4\n");
    assertThat(object.getJsonArray("b").getInt(0)).isEqualTo(1);
    assertThat(object.isNull("a2")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "[{}]",
        "null",
        "true",
        "1",
        "\"{}\"",
        "{",
        "}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{}{}",
        "{} x",
        "{},",
        "{}]",
        "\ufeff{}",
        "// note\n{}",
        "{\"a\":1e99999999999999}",
        "{\"a\":-1e-99999999999999}"
      })
  void shouldRefuseEverythingElseInOneWay(String text) {
    assertThatThrownBy(() -> JsonText.object(text))
        .as(text)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a JSON object");
  }

  @Test
  void shouldRefuseWhatIsTooDeepOrTooLongForAParser() {
    for (int depth : new int[] {1_500, 50_000}) {
      refuses("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
      refuses("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
      refuses("{\"a\":" + "[".repeat(depth));
    }
    refuses("{\"a\":" + "9".repeat(5_000) + "}");
    refuses("{\"a\":0." + "9".repeat(5_000) + "}");
  }

  @Test
  void shouldEndInAnObjectOrARefusalWhateverTheTextIs() {
    String[] pieces = {
      "{",
      "}",
      "[",
      "]",
      "\"a\"",
      ":",
      ",",
      "1",
      "-",
      "1e9",
      "null",
      "true",
      "\"",
      "\\",
      "\\u0000",
      " ",
      "\u00e4",
      "\ud83d",
      "\u0000",
      "9".repeat(1_200)
    };
    Chance.rounds(
        3_000,
        random -> {
          StringBuilder text = new StringBuilder(random.nextBoolean() ? "{" : "");
          for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
          }
          try {
            assertThat(JsonText.object(text.toString())).isNotNull();
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("not a JSON object");
          }
        });
  }

  private static void refuses(String text) {
    assertThatThrownBy(() -> JsonText.object(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a JSON object");
  }
}
