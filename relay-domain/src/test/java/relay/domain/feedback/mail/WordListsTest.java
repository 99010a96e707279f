package relay.domain.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail-systems",
        "machines",
        "bounce-subjects",
        "auto-reply-subjects",
        "challenges",
        "new-addresses",
        "failure",
        "delay",
        "final",
        "before-recipients",
        "before-others",
        "own-directory"
      })
  void shouldHaveEachListInSmallLettersAndEachWordOnce(String name) {
    List<String> words = WordLists.named(name);

    assertThat(words).isNotEmpty().doesNotHaveDuplicates();
    assertThat(words).allMatch(w -> w.equals(w.toLowerCase(Locale.ROOT)) && w.equals(w.strip()));
    // A word of a letter or two would be found everywhere.
    assertThat(words).allMatch(w -> w.length() > 2 || w.charAt(0) > '\u2e80');
  }

  @Test
  void shouldReadListsOfLines() {
    var lists = WordLists.of("# words\n[one]\na b\n\n[two]\n# of two\n[c\nd]\n");

    assertThat(lists.get("one")).containsExactly("a b");
    assertThat(lists.get("two")).containsExactly("[c", "d]");
    assertThat(lists).hasSize(2);
  }

  @Test
  void shouldSayWhichListIsMissing() {
    assertThatThrownBy(() -> WordLists.named("moon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[moon]");
  }
}
