// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Bitcoin scripts as bytes
/// @notice Builds the deposit script and recognises standard payout scripts. The interface builds the same bytes by
/// itself (`lib/bitcoin`); `contracts/test/vectors/deposit-script.json` binds the two.
library BitcoinScript {
    /// @notice Thrown when a public key is not 33 bytes that begin with 2 or 3.
    error BitcoinScript_PubKey(uint256 length);
    /// @notice Thrown when a height does not fit the 5-byte numbers that OP_CHECKLOCKTIMEVERIFY reads (BIP-65).
    error BitcoinScript_Height(uint256 height);

    bytes1 private constant OP_RETURN = 0x6a;

    /// @notice What makes the scripts of two deployments, requests or shares differ.
    /// @param bridge the contract that keeps the request
    /// @return first 20 bytes of keccak256(abi.encode(chainId, bridge, reqId, share))
    function tag(uint256 chainId, address bridge, uint256 reqId, uint8 share) internal pure returns (bytes20) {
        return bytes20(keccak256(abi.encode(chainId, bridge, reqId, share)));
    }

    /// @notice The script behind a share's address: the staker's key, or from `refundHeight` on the depositor's.
    /// @param stakerPubKey 33-byte compressed key
    /// @param refundHeight Bitcoin block height (BIP-65)
    /// @param refundPubKeyHash hash160 of the depositor's compressed key
    /// @return 91 bytes while the height takes three
    function depositWitnessScript(
        bytes20 tag_,
        bytes memory stakerPubKey,
        uint256 refundHeight,
        bytes20 refundPubKeyHash
    ) internal pure returns (bytes memory) {
        bool compressed =
            stakerPubKey.length == 33 && (stakerPubKey[0] == 0x02 || stakerPubKey[0] == 0x03);
        require(compressed, BitcoinScript_PubKey(stakerPubKey.length));
        return abi.encodePacked(
            hex"14", // push of 20 bytes
            tag_,
            hex"756321", // OP_DROP OP_IF, push of 33 bytes
            stakerPubKey,
            hex"ac67", // OP_CHECKSIG OP_ELSE
            scriptNumber(refundHeight),
            hex"b17576a914", // OP_CHECKLOCKTIMEVERIFY OP_DROP OP_DUP OP_HASH160, push of 20 bytes
            refundPubKeyHash,
            hex"88ac68" // OP_EQUALVERIFY OP_CHECKSIG OP_ENDIF
        );
    }

    /// @return what a P2WSH output commits to (BIP-141)
    function witnessProgram(bytes memory witnessScript) internal pure returns (bytes32) {
        return sha256(witnessScript);
    }

    /// @return 34-byte scriptPubKey of a witness program, version 0
    function p2wsh(bytes32 program) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0020", program);
    }

    /// @return 33-byte form of a point (SEC 1, 2.3.3): the sign of y, then x
    function compressKey(uint256 x, uint256 y) internal pure returns (bytes memory) {
        return abi.encodePacked(y & 1 == 0 ? bytes1(0x02) : bytes1(0x03), x);
    }

    /// @notice The shortest push of a number, the only one that MINIMALDATA lets through (BIP-62 rule 4).
    /// @param value below 2^39
    function scriptNumber(uint256 value) internal pure returns (bytes memory) {
        if (value == 0) return hex"00";
        if (value <= 16) return abi.encodePacked(uint8(0x50 + value));
        require(value < 1 << 39, BitcoinScript_Height(value));
        // Unchecked: at most five bytes.
        unchecked {
            uint256 length = 1;
            // The top bit of the last byte is the sign, so a number that would set it takes one more byte.
            while (value >> (8 * length - 1) != 0) ++length;
            uint256 word = length;
            for (uint256 i; i < length; ++i) {
                word = (word << 8) | (value >> (8 * i) & 0xff);
            }
            bytes memory push = new bytes(length + 1);
            word <<= 8 * (31 - length);
            assembly ("memory-safe") {
                mstore(add(push, 0x20), word) // `new` takes whole words
            }
            return push;
        }
    }

    /// @return true for P2PKH, P2SH, P2WPKH, P2WSH and P2TR, the scripts that wallets show as addresses
    function isStandardPayout(bytes memory script) internal pure returns (bool) {
        uint256 length = script.length;
        if (length < 22 || length > 34 || script[0] == OP_RETURN) return false;
        bytes32 head;
        bytes32 last;
        assembly ("memory-safe") {
            head := mload(add(script, 0x20))
            // The last 32 bytes of the script; when it is shorter they begin in the length word, which is ours to read.
            last := mload(add(script, length))
        }
        if (length == 22) return bytes2(head) == 0x0014; // P2WPKH, BIP-141
        if (length == 23) return bytes2(head) == 0xa914 && uint8(uint256(last)) == 0x87; // P2SH, BIP-16
        if (length == 25) return bytes3(head) == 0x76a914 && uint16(uint256(last)) == 0x88ac; // P2PKH
        if (length == 34) return bytes2(head) == 0x0020 || bytes2(head) == 0x5120; // P2WSH, BIP-141; P2TR, BIP-341
        return false;
    }

    /// @notice What a standard payout script consists of.
    /// @return kind its first two bytes tell the five kinds apart
    /// @return program 20 bytes, left-aligned, or 32
    function payoutParts(bytes memory script) internal pure returns (bytes2 kind, bytes32 program) {
        uint256 at = script.length == 25 ? 3 : 2;
        assembly ("memory-safe") {
            kind := and(mload(add(script, 0x20)), shl(240, 0xffff))
            program := mload(add(script, add(0x20, at)))
        }
        if (script.length != 34) program &= bytes32(bytes20(type(uint160).max));
    }

    /// @notice The script that `payoutParts` took apart.
    function payoutScript(bytes2 kind, bytes32 program) internal pure returns (bytes memory) {
        if (kind == 0x0014) return abi.encodePacked(kind, bytes20(program)); // P2WPKH, BIP-141
        if (kind == 0xa914) return abi.encodePacked(kind, bytes20(program), hex"87"); // P2SH, BIP-16
        if (kind == 0x76a9) return abi.encodePacked(kind, hex"14", bytes20(program), hex"88ac"); // P2PKH
        return abi.encodePacked(kind, program); // P2WSH, BIP-141; P2TR, BIP-341
    }
}
