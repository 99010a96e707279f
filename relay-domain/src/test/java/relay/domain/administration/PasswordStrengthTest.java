package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.InvalidField;
import relay.domain.secret.BreachedPasswords;

class PasswordStrengthTest {
  private static final PasswordStrength STRENGTH = new PasswordStrength(BreachedPasswords.NONE);

  @ParameterizedTest
  @CsvSource({
    "correct horse, shop",
    "abcdeabcdeab, shop",
    "'            abcd', shop",
    "\u00e4\u00f6\u00fc\u00df\u00e9\u00e8\u00ea\u00eb\u00e0\u00e1\u00e2\u00e3, shop",
    "correct horse, ''",
    "sho p is the best, shop"
  })
  void shouldTakeWhatIsLongAndVaried(String password, String login) {
    assertThatCode(() -> STRENGTH.check(password, login)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "'', shop",
    "elevenchars, ann",
    "aaaaaaaaaaaaaaaa, ann",
    "abcdabcdabcdabcd, ann",
    "my-shop-is-the-best, shop",
    "my-SHOP-is-the-best, shop",
    "my-shop-is-the-best, Shop",
    "\ud83d\ude00\ud83d\ude01\ud83d\ude02\ud83d\ude03\ud83d\ude04\ud83d\ude05, ann"
  })
  void shouldRefuseWhatIsShortPoorOrOnesOwnName(String password, String login) {
    assertThatThrownBy(() -> STRENGTH.check(password, login))
        .isInstanceOfSatisfying(
            InvalidField.class,
            e -> {
              assertThat(e.field()).isEqualTo("password");
              assertThat(e.rule())
                  .isEqualTo(
                      "must have at least 12 characters and at most 1024 octets, several different"
                          + " ones, and not contain the login name");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"password-of-the-shop", "hunter2hunter2hunter2"})
  void shouldNotRepeatThePasswordInItsRefusal(String password) {
    assertThatThrownBy(() -> STRENGTH.check(password, password)).hasMessageNotContaining(password);
  }

  @Test
  void shouldCountLettersAndNotTheirHalves() {
    String elevenEmoji = "\ud83d\ude00".repeat(7) + "abcd";

    assertThatThrownBy(() -> STRENGTH.check(elevenEmoji, "ann")).isInstanceOf(InvalidField.class);
    assertThatCode(() -> STRENGTH.check(elevenEmoji + "e", "ann")).doesNotThrowAnyException();
  }
}
