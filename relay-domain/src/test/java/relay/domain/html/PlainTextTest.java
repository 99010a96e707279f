package relay.domain.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<p>one</p><p>two</p> | one//two/",
        "<div>one</div><div>two</div> | one/two/",
        "a<br>b<br/>c | a/b/c/",
        "a<br><br><br>b | a//b/",
        "<b>bold</b> and <i>not</i> | bold and not/",
        "wor<b>ld</b> | world/",
        "<ul><li>one</li><li>two</li></ul>end | - one/- two//end/",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table> | a b/c/",
        "<img src='x' alt='A cat'> <img src='y'> | A cat/",
        "<a href='https://a.example/'>Here</a>. | Here (https://a.example/)./",
        "<a href='https://a.example/'>https://a.example/</a> | https://a.example//",
        "<a href='mailto:me@a.example'>Write</a> | Write (me@a.example)/",
        "<a href='#top'>Up</a> | Up/",
        "<head><title>t</title><style>x{}</style></head><body>b | b/",
        "<head><title>t</title><body>b | b/",
        "<script>var a;</script>b | b/",
        "<!-- c -->b | b/",
        "&lt;b&gt; &amp;&nbsp;c | <b> & c/",
        "Dear {{name}},<p>{{#items}}<b>{{.}}</b>{{/items}} | Dear {{name}},//{{#items}}{{.}}{{/items}}/",
        "<a href=\"{{url}}\">Go</a> | Go ({{url}})/"
      })
  void shouldSayInTextWhatHtmlShows(String html, String lines) {
    assertThat(PlainText.of(html).replace('\n', '/')).isEqualTo(lines);
  }

  @Test
  void shouldBeEmptyWhereNothingIsShown() {
    assertThat(PlainText.of("")).isEmpty();
    assertThat(PlainText.of("<p> \n </p><br><img src='x'>")).isEmpty();
  }

  @Test
  void shouldTakeRunsOfBlanksAndLineEndsForOneBlank() {
    assertThat(PlainText.of("  many \n \t blanks   here")).isEqualTo("many blanks here\n");
  }

  @Test
  void shouldDropControlCharacters() {
    assertThat(PlainText.of("a\u0000b\u001bc&#7;")).isEqualTo("abc\n");
  }
}
