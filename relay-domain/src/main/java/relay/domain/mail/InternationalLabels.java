package relay.domain.mail;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Domains with other letters than ASCII as A-labels. The JDK's {@link IDN} is of 2003 and takes
 * {@code straße} for {@code strasse}, {@code ς} for {@code σ} and passes over joiners; registries
 * hold these for different domains since RFC 5891, and mail would reach the wrong one. So labels
 * with these characters are encoded here (RFC 3492), all others by the JDK.
 */
final class InternationalLabels {
  private static final String DEVIATIONS = "\u00df\u03c2\u200c\u200d";
  private static final int LABEL_CHARS_MAX = 63;

  private InternationalLabels() {}

  /**
   * @throws IllegalArgumentException when there is no such form
   */
  static String toAscii(String domain) {
    // All the dots of RFC 3490 3.1.
    String text =
        domain
            .toLowerCase(Locale.ROOT)
            .replace('\u3002', '.')
            .replace('\uff0e', '.')
            .replace('\uff61', '.');
    if (!hasDeviation(text)) {
      return byJdk(text);
    }
    StringBuilder ascii = new StringBuilder(text.length() + 16);
    for (String label : text.split("\\.", -1)) {
      ascii.append(ascii.isEmpty() ? "" : ".");
      ascii.append(hasDeviation(label) ? encoded(label) : byJdk(label));
    }
    return ascii.toString();
  }

  private static String byJdk(String text) {
    // Characters newer than the JDK's tables are asked for all the same (RFC 3490 4, queries).
    return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED)
        .toLowerCase(Locale.ROOT);
  }

  private static boolean hasDeviation(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (DEVIATIONS.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String encoded(String label) {
    int[] points = Normalizer.normalize(label, Normalizer.Form.NFKC).codePoints().toArray();
    if (points.length > LABEL_CHARS_MAX) {
      throw new IllegalArgumentException("label too long");
    }
    for (int i = 0; i < points.length; i++) {
      boolean joiner = points[i] == 0x200c || points[i] == 0x200d;
      // A joiner changes how the letters of some scripts look, and nothing else is its business.
      boolean joins = joiner && i > 0 && i < points.length - 1 && points[i - 1] > 0x36f;
      if (!joins && !isLabelCharacter(points[i])) {
        throw new IllegalArgumentException("not a character of a domain name");
      }
    }
    return "xn--" + punycode(points);
  }

  private static boolean isLabelCharacter(int point) {
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || point == '-'
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** RFC 3492 6.3. */
  private static String punycode(int[] points) {
    StringBuilder out = new StringBuilder();
    for (int point : points) {
      if (point < 128) {
        out.append((char) point);
      }
    }
    int basic = out.length();
    int handled = basic;
    if (basic > 0) {
      out.append('-');
    }
    int n = 128;
    int delta = 0;
    int bias = 72;
    while (handled < points.length) {
      int next = nextPoint(points, n);
      delta += (next - n) * (handled + 1);
      n = next;
      for (int point : points) {
        delta += point < n ? 1 : 0;
        if (point == n) {
          appendNumber(out, delta, bias);
          bias = adapted(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      n++;
    }
    return out.toString();
  }

  private static int nextPoint(int[] points, int from) {
    int next = Integer.MAX_VALUE;
    for (int point : points) {
      next = point >= from && point < next ? point : next;
    }
    return next;
  }

  private static void appendNumber(StringBuilder out, int delta, int bias) {
    int q = delta;
    for (int k = 36; ; k += 36) {
      int t = Math.max(1, Math.min(26, k - bias));
      if (q < t) {
        out.append(digit(q));
        return;
      }
      out.append(digit(t + (q - t) % (36 - t)));
      q = (q - t) / (36 - t);
    }
  }

  private static int adapted(int delta, int points, boolean first) {
    int d = first ? delta / 700 : delta / 2;
    d += d / points;
    int k = 0;
    while (d > 35 * 26 / 2) {
      d /= 35;
      k += 36;
    }
    return k + 36 * d / (d + 38);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }
}
