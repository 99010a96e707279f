package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.signing.Signing.mail;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;

/** The examples of RFC 6376 appendix A and RFC 8463 appendix A. */
class RfcVectorsTest {
  private static final String RFC_6376 =
      """
      DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;
            c=simple/simple; q=dns/txt; i=joe@football.example.com;
            h=Received : From : To : Subject : Date : Message-ID;
            bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
            b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB
            4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut
            KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV
            4bmp/YzhwvcubU4=;
      Received: from client1.football.example.com  [192.0.2.1]
            by submitserver.example.com with SUBMISSION;
            Fri, 11 Jul 2003 21:01:54 -0700 (PDT)
      """;
  private static final String RFC_8463 =
      RfcMail.ED25519
          + """
      DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
       d=football.example.com; i=@football.example.com;
       q=dns/txt; s=test; t=1528637909; h=from : to : subject :
       date : message-id : from : subject : date;
       bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
       b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
       DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
       dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
      """;
  private static final String ED25519_SEED = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
  private static final String ED25519_PUBLIC = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  private final TestKeys dns =
      new TestKeys()
          .publish(
              "brisbane._domainkey.example.com",
              "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ"
                  + "DwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt"
                  + "IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7"
                  + "od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfV"
                  + "jH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYck"
                  + "cQ2QIDAQAB")
          .publish(
              "brisbane._domainkey.football.example.com", "v=DKIM1; k=ed25519; p=" + ED25519_PUBLIC)
          .publish(
              "test._domainkey.football.example.com",
              "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
                  + "iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC"
                  + "DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
                  + "Ip3G+2kryOTIKT+l/K4w3QIDAQAB");

  @Test
  void shouldPassTheExampleOfRfc6376() {
    byte[] signed = mail(RFC_6376 + RfcMail.MESSAGE);

    List<DkimResult> results = Signing.verify(dns, signed);

    assertThat(results)
        .containsExactly(
            new DkimResult(DkimStatus.PASS, "", "example.com", "brisbane", "rsa-sha256", false));
  }

  @Test
  void shouldPassBothSignaturesOfRfc8463() {
    byte[] signed = mail(RFC_8463 + RfcMail.MESSAGE);

    assertThat(Signing.statuses(dns, signed)).containsExactly(DkimStatus.PASS, DkimStatus.PASS);
  }

  @Test
  void shouldFailTheExampleOfRfc6376WhenABlankIsLost() {
    byte[] signed = mail((RFC_6376 + RfcMail.MESSAGE).replace("com  [192", "com [192"));

    assertThat(Signing.statuses(dns, signed)).containsExactly(DkimStatus.FAIL);
  }

  @Test
  void shouldMakeTheSignatureOfRfc8463AgainFromItsKey() throws Unverifiable {
    SigningKey key =
        SigningKey.of(
            "brisbane",
            DomainName.of("football.example.com"),
            KeyMaker.ed25519(Base64.getDecoder().decode(ED25519_SEED)));
    byte[] header =
        Signing.octets(
            """
            from:Joe SixPack <joe@football.example.com>
            to:Suzie Q <suzie@shopping.example.net>
            subject:Is dinner ready?
            date:Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            message-id:<20030712040037.46341.5F8J@football.example.com>
            dkim-signature:v=1; a=ed25519-sha256; c=relaxed/relaxed;\
             d=football.example.com; i=@football.example.com; q=dns/txt; s=brisbane;\
             t=1528637909; h=from : to : subject : date : message-id : from : subject : date;\
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b="""
                .replace("\n", "\r\n"));

    byte[] signature =
        SignatureEngines.ofJdk().engineFor(key).sign(key.algorithm().octetsToSign(header));

    assertThat(Base64.getEncoder().encodeToString(signature))
        .isEqualTo(
            "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==");
    assertThat(PublishedKey.of(key).text()).isEqualTo("v=DKIM1; k=ed25519; p=" + ED25519_PUBLIC);
  }
}
