package relay.domain.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlReferencesTest {
  @ParameterizedTest
  @CsvSource({
    "a &amp; b, a & b",
    "&lt;b&gt;, <b>",
    "&quot;&apos;, \"'",
    "&#8364;, \u20ac",
    "&#x20AC;, \u20ac",
    "&#X20ac, \u20ac",
    "&euro;&uuml;, \u20ac\u00fc",
    "&unknown;, &unknown;",
    "&amp, &amp",
    "&, &",
    "&#;, &#;",
    "&#x;, &#x;",
    "&#0;, \ufffd",
    "&#xD800;, \ufffd",
    "&#99999999;, \ufffd",
    "&amp;lt;, &lt;",
    "x&copy;y, x\u00a9y"
  })
  void shouldReadReferencesAndLeaveTheRest(String text, String meaning) {
    assertThat(HtmlReferences.read(text)).isEqualTo(meaning);
  }

  @Test
  void shouldWriteWhatReadsBack() {
    String text = "<a href=\"x\" title='y'>&amp; & \u20ac</a>";

    String written = HtmlReferences.write(text);

    assertThat(written).doesNotContain("<", ">", "\"", "'");
    assertThat(HtmlReferences.read(written)).isEqualTo(text);
  }
}
