// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

/// @title Proof that a staker holds its Bitcoin key
/// @notice secp256k1 is also Ethereum's curve, so `ecrecover` checks a signature that a Bitcoin wallet makes with its
/// ordinary message signing.
library StakerKeys {
    /// @dev field prime of secp256k1 (SEC 2, 2.4.1)
    uint256 private constant P = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F;
    /// @dev half the group order: the larger half of s values is the same signature written differently (BIP-62)
    uint256 private constant HALF_N = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    /// @notice Text that the key signs: names the staker, the chain and the registry, so that no signature serves twice.
    function message(address staker, uint256 chainId, address registry) internal pure returns (string memory) {
        return string.concat(
            "Sluice staker ",
            Strings.toChecksumHexString(staker),
            " chain ",
            Strings.toString(chainId),
            " registry ",
            Strings.toChecksumHexString(registry)
        );
    }

    /// @notice Double sha256 of Bitcoin's signed-message envelope (Bitcoin Core, `MessageHash`).
    function digest(string memory text) internal pure returns (bytes32) {
        // The text is shorter than 253 bytes, so its compact size is one byte.
        bytes memory envelope = abi.encodePacked("\x18Bitcoin Signed Message:\n", uint8(bytes(text).length), text);
        return sha256(abi.encodePacked(sha256(envelope)));
    }

    /// @return true when y² = x³ + 7 with both coordinates in the field
    function onCurve(uint256 x, uint256 y) internal pure returns (bool) {
        if (x == 0 || y == 0 || x >= P || y >= P) return false;
        return mulmod(y, y, P) == addmod(mulmod(mulmod(x, x, P), x, P), 7, P);
    }

    /// @return the EVM address of the key: what `ecrecover` returns for its signatures
    function addressOf(uint256 x, uint256 y) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode(x, y)))));
    }

    /// @return well false when the signature is not r ‖ s ‖ v with low s and v 27 or 28
    /// @return recovered who signed, 0 when nobody did
    function recover(bytes32 hash, bytes calldata signature) internal pure returns (bool well, address recovered) {
        if (signature.length != 65) return (false, address(0));
        bytes32 r = bytes32(signature[0:32]);
        bytes32 s = bytes32(signature[32:64]);
        uint8 v = uint8(signature[64]);
        if (uint256(s) > HALF_N || (v != 27 && v != 28)) return (false, address(0));
        return (true, ecrecover(hash, v, r, s));
    }

    /// @return 33 bytes, as SEC 1 writes a compressed point
    function compressed(uint256 x, bool oddY) internal pure returns (bytes memory) {
        return abi.encodePacked(oddY ? bytes1(0x03) : bytes1(0x02), x);
    }
}
