// Checks PDFs against profiles of the veraPDF engine: java Conformance 2a,ua1 FILE...
// A line a file and profile: "PASS" or "FAIL", the profile, the file; below a FAIL each broken rule with one example.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

class Conformance {
  private static final String RULES = "org/verapdf/pdfa/validation/";
  private static final Map<String, String> PROFILES =
      Map.of("2a", "PDFA-2A.xml", "3a", "PDFA-3A.xml", "ua1", "PDFUA-1.xml");

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean good = true;
    for (int at = 1; at < arguments.length; at++) {
      for (String profile : arguments[0].split(",")) {
        good &= conforms(profile, arguments[at]);
      }
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean conforms(String profile, String file) throws Exception {
    try (InputStream rules = Profiles.class.getClassLoader().getResourceAsStream(RULES + PROFILES.get(profile));
        PDFAParser parser = Foundries.defaultInstance()
            .createParser(new FileInputStream(file), PDFAFlavour.fromString(profile))) {
      ValidationProfile known = Profiles.profileFromXml(rules);
      ValidationResult result = ValidatorFactory.createValidator(known, -1, false, false, false).validate(parser);
      System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + profile + " " + file);
      broken(result).forEach((rule, example) -> System.out.println("  " + rule + ": " + example));
      return result.isCompliant();
    }
  }

  private static Map<String, String> broken(ValidationResult result) {
    Map<String, String> found = new TreeMap<>();
    for (TestAssertion one : result.getTestAssertions()) {
      if (one.getStatus() == TestAssertion.Status.FAILED) {
        String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
        found.putIfAbsent(rule, one.getMessage() + " at " + one.getLocation().getContext());
      }
    }
    return found;
  }
}
