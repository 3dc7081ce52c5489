// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { BitcoinProofs, Inclusion } from "../libraries/BitcoinProofs.sol";
import { Proof } from "../types/BitcoinTypes.sol";
import { MintEscrow } from "./MintEscrow.sol";

/// @title What happens when Bitcoin takes a counted payment back
/// @dev See `IDepositMinter` for what it promises. Accounting never changes: what was minted stays issued and backed.
abstract contract MintReorgs is MintEscrow {
    /// @notice Bitcoin blocks in which a reorganised payment can be proven again.
    uint256 public constant REORG_BLOCKS = 144;
    /// @dev a report that ended with its staker owing the payment
    uint256 private constant OWED = type(uint256).max;

    /// @dev until which Bitcoin height a reported payment can be proven again
    mapping(bytes32 outpoint => uint256 untilHeight) private _reports;

    /// @inheritdoc IDepositMinter
    function reportReorg(uint256 reqId, uint8 share, bytes32 txid, uint32 vout) external {
        Claim memory claim = _claim(reqId, share);
        bytes32 key = _outpoint(txid, vout);
        uint256 entry = _counted(claim, key);
        if (entry == 0) revert DepositMinter_UnknownPayment(txid, vout);
        if (_reports[key] != 0) revert DepositMinter_ReorgTime(_reports[key]);
        if (uint136(entry) == uint256(IBitcoinRelay(relay).hashAt(_heightOf(entry))) >> 120) {
            revert DepositMinter_NotReorganised(txid, vout);
        }
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        uint256 untilHeight = tipHeight + REORG_BLOCKS;
        _reports[key] = untilHeight;
        emit ReorgReported(reqId, share, txid, vout, untilHeight);
        IEntanglementManager(bridge).noteReorg(true);
    }

    /// @inheritdoc IDepositMinter
    function reproveDeposit(uint256 reqId, uint8 share, uint32 vout, Proof calldata proof) external {
        Claim memory claim = _claim(reqId, share);
        Inclusion memory inclusion = BitcoinProofs.verifyLong(proof, IBitcoinRelay(relay));
        bytes32 key = _outpoint(inclusion.txid, vout);
        _checkReport(claim, key);
        _checkConfirmed(claim, inclusion);
        _consume(claim, key, inclusion, _beforeOf(_counted(claim, key)));
        delete _reports[key];
        emit ReorgClosed(reqId, share, inclusion.txid, vout, false);
        IEntanglementManager(bridge).noteReorg(false);
    }

    /// @inheritdoc IDepositMinter
    function closeReorg(uint256 reqId, uint8 share, bytes32 txid, uint32 vout) external {
        bytes32 key = _outpoint(txid, vout);
        uint256 untilHeight = _checkReport(_claim(reqId, share), key);
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        if (tipHeight <= untilHeight) revert DepositMinter_ReorgTime(untilHeight);
        _reports[key] = OWED;
        emit ReorgClosed(reqId, share, txid, vout, true);
        IEntanglementManager(bridge).noteReorg(false);
    }

    function _checkReport(Claim memory claim, bytes32 key) private view returns (uint256 untilHeight) {
        untilHeight = _reports[key];
        if (_counted(claim, key) == 0 || untilHeight == 0 || untilHeight == OWED) {
            revert DepositMinter_ReorgTime(untilHeight);
        }
    }
}
