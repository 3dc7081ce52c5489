// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BTCUtils } from "@keep-network/bitcoin-spv-sol/contracts/BTCUtils.sol";
import { ValidateSPV } from "@keep-network/bitcoin-spv-sol/contracts/ValidateSPV.sol";

/// @notice The oracle and the peer of the benchmark: keep-network's library doing what a bridge on it has to do: parse,
/// hash, prove the transaction and the coinbase at equal depth, and check the headers that stand for confirmations.
contract SpvPeer {
    using BTCUtils for bytes;

    struct Parts {
        bytes4 version;
        bytes vin;
        bytes vout;
        bytes4 locktime;
    }

    struct PeerProof {
        Parts parts;
        bytes headers;
        bytes path;
        uint256 index;
        bytes32 coinbasePreimage;
        bytes coinbasePath;
    }

    /// @param proof `coinbasePreimage` is the single sha256 of the coinbase, which spares the peer its bytes
    function prove(PeerProof calldata proof) external view returns (bytes32 txid, uint256 difficulty) {
        bytes memory vin = proof.parts.vin;
        bytes memory vout = proof.parts.vout;
        require(vin.validateVin(), "vin");
        require(vout.validateVout(), "vout");
        txid = abi.encodePacked(proof.parts.version, vin, vout, proof.parts.locktime).hash256View();
        bytes memory headers = proof.headers;
        bytes32 root = headers.extractMerkleRootLE();
        require(proof.path.length == proof.coinbasePath.length, "depth");
        require(ValidateSPV.prove(txid, root, proof.path, proof.index), "not in block");
        bytes32 coinbase = sha256(abi.encodePacked(proof.coinbasePreimage));
        require(ValidateSPV.prove(coinbase, root, proof.coinbasePath, 0), "coinbase not in block");
        difficulty = ValidateSPV.validateHeaderChain(headers);
        require(difficulty < type(uint256).max - 10, "headers");
    }

    function validVin(bytes memory vin) external pure returns (bool) {
        return vin.validateVin();
    }

    function validVout(bytes memory vout) external pure returns (bool) {
        return vout.validateVout();
    }

    function txidOf(Parts calldata parts) external view returns (bytes32) {
        return ValidateSPV.calculateTxId(parts.version, parts.vin, parts.vout, parts.locktime);
    }

    function leadsToRoot(bytes32 leaf, bytes memory path, bytes32 root, uint256 index) external view returns (bool) {
        return ValidateSPV.prove(leaf, root, path, index);
    }

    function inputCount(bytes memory vin) external pure returns (uint256 count) {
        (, count) = vin.parseVarInt();
    }

    function outpointAt(bytes memory vin, uint256 index) external pure returns (bytes32 txid, uint32 vout) {
        bytes memory one = vin.extractInputAtIndex(index);
        return (one.extractInputTxIdLE(), BTCUtils.reverseUint32(uint32(one.extractTxIndexLE())));
    }

    function outputCount(bytes memory vout) external pure returns (uint256 count) {
        (, count) = vout.parseVarInt();
    }

    function outputAt(bytes memory vout, uint256 index) external pure returns (bytes memory) {
        return vout.extractOutputAtIndex(index);
    }

    function valueOf(bytes memory output) external pure returns (uint64) {
        return output.extractValue();
    }

    function opReturnOf(bytes memory output) external pure returns (bytes memory) {
        return output.extractOpReturnData();
    }

    function retarget(uint256 target, uint256 first, uint256 last) external pure returns (uint256) {
        return BTCUtils.retargetAlgorithm(target, first, last);
    }

    function targetOf(bytes memory header) external pure returns (uint256) {
        return header.extractTarget();
    }
}
